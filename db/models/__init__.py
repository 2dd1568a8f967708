"""Every stored table; importing this package makes the metadata complete.

To add a table: write its class in the file of its domain, import it here, make a migration (docs/adding-a-register.md).
"""

from db.journal import CurrentOperation, JournalEntry, Operation
from db.models.activities import (
    Activity,
    ActivityKind,
    ActivityPartner,
    ActivityPerson,
    ActivityService,
    ActivityState,
    Chain,
    FundSource,
    ServiceKind,
)
from db.models.areas import Area, AreaKind, BlockMember
from db.models.deliberations import (
    Deliberation,
    DeliberationRequest,
    Opinion,
    OpinionState,
    Resolution,
    ResolutionState,
)
from db.models.documents import (
    Certificate,
    CertificateDesign,
    CertificateKind,
    CertificateState,
    CertificateTemplate,
    NumberSeries,
    Print,
    PrintCopy,
    SealRequest,
    SealState,
    TemplateKind,
)
from db.models.duplicates import DistinctPair, DuplicatePair, DuplicateSearch
from db.models.evaluations import Evaluator, Grade, ServiceEvaluation
from db.models.facilities import (
    Facility,
    FacilityEquipment,
    FacilityKind,
    FacilityPlate,
    FacilityState,
    FacilityStatus,
    ProviderKind,
)
from db.models.gifts import GiftIntake, GiftIssue, GiftItem, GiftKind
from db.models.hotline import CardBatch, HotlineCard, HotlineCardState
from db.models.inspections import (
    Fault,
    FaultState,
    Finding,
    Inspection,
    InspectionItem,
    InspectionResult,
    InspectionRound,
)
from db.models.league import LeagueIndex, LeagueStage
from db.models.organizations import (
    ApplicationState,
    Membership,
    MembershipStatus,
    Organization,
    OrganizationKind,
    OrganizationLine,
    OrganizationStatus,
    Post,
    UnionApplication,
)
from db.models.partners import (
    Alliance,
    AllianceMember,
    ContactWay,
    JointProject,
    Partner,
    PartnerAgreement,
    PartnerContact,
    PartnerKind,
    PartnerSector,
    ProjectPartner,
    ProjectState,
)
from db.models.party import (
    PartyContact,
    PartyContactRole,
    PartyIndex,
    PartyReview,
    PartyStage,
    PartyStagePeriod,
    PartyStep,
    PartyStepDate,
    ReviewResult,
)
from db.models.partywork import (
    CheckIn,
    InstructorStation,
    MobileDirection,
    MobileMember,
    PartyInstructor,
    RelationTransfer,
    TransferState,
)
from db.models.pasts import EquipmentPast, FacilityPast, UnitPast
from db.models.people import (
    Category,
    Employment,
    Engagement,
    Gender,
    IdKind,
    LegalBasis,
    Person,
    PersonPhoto,
    PersonStatus,
    Platform,
    PlatformKind,
    Precision,
    Registration,
    Station,
    Tag,
)
from db.models.phrases import Phrase, PhrasePlace
from db.models.placeuse import FacilityAgreement, FacilityHours, FacilityMeals, PlacePhoto
from db.models.pledges import Pledge, PledgeSignature, SignerKind
from db.models.prizes import Prize, PrizeLevel
from db.models.recognition import (
    Clue,
    ClueChannel,
    ClueKind,
    ClueState,
    ServedElder,
    StarAward,
    StarScheme,
    StarState,
)
from db.models.requests import (
    LimitUnit,
    Request,
    RequestCategory,
    RequestChannel,
    RequestLimit,
    RequestState,
    RequestStep,
    Satisfaction,
    Urgency,
)
from db.models.returns import (
    OwnMeasure,
    PeriodReturn,
    ReturnSeal,
    ReturnState,
    SuperiorForm,
    SuperiorFormFile,
)
from db.models.servicepapers import (
    CorrectionState,
    Issuer,
    IssuerKind,
    LogCorrection,
    ProofState,
    RecordCertificate,
    RecordCertificateLine,
    VolunteerRegistration,
)
from db.models.settings import Clerk, ImportTemplate, SavedFilter, Setting
from db.models.streetmap import MapControlPoint, MapOutline, MapPicture, Road, RoadGrade
from db.models.studies import (
    DegreePause,
    DegreeStudy,
    FeeOpinion,
    FeePolicy,
    FeeReduction,
    OpinionStep,
    ReductionState,
    StudyLevel,
    StudyStatus,
    Tuition,
)
from db.models.training import (
    Attendance,
    ClassRun,
    ClassRunStatus,
    ClassSession,
    Course,
    CourseCategory,
    Enrolment,
    EnrolmentStatus,
    Headcount,
    Mark,
    Outcome,
    Programme,
    Term,
)
from db.models.units import (
    ClaimSource,
    EffectClaim,
    FriendlyUnit,
    UnitFiling,
    UnitImprovement,
    UnitKind,
    UnitMeasure,
    UnitProblem,
    UnitStage,
    UnitStep,
)
from db.models.visits import Deed, NeedKind, Visit, VisitedPerson
from db.models.volunteering import (
    CivicRole,
    CivicRoleKind,
    DailyTotal,
    LogKind,
    LogState,
    OutputKind,
    ServiceLog,
    ServiceQuantity,
    SyncState,
    Team,
    TeamKind,
    TeamMember,
    TeamRole,
    TeamStatus,
)
from db.search import SearchEntry
