"""All registers, in the order of the tabs; one description per file.

To add a register: write its model (db/models) and a migration, describe it in a file here, add it to ``REGISTERS``;
table, form, filters, search, import, export, printed ledger and the generic tests follow from the description.
"""

from __future__ import annotations

from functools import cache

from app.registers.activities import ACTIVITIES
from app.registers.alliances import ALLIANCES, JOINT_PROJECTS
from app.registers.areas import AREAS
from app.registers.corrections import LOG_CORRECTIONS
from app.registers.deliberations import DELIBERATIONS, OPINIONS, RESOLUTIONS
from app.registers.documents import CERTIFICATES
from app.registers.facilities import FACILITIES
from app.registers.gifts import GIFT_INTAKES, GIFT_ISSUES, GIFT_ITEMS
from app.registers.hotline import CARD_BATCHES, HOTLINE_CARDS
from app.registers.inspections import FAULTS, INSPECTION_ITEMS, INSPECTION_ROUNDS
from app.registers.issuers import ISSUERS
from app.registers.league import LEAGUE_INDEX
from app.registers.organizations import ORGANIZATIONS
from app.registers.partners import PARTNERS
from app.registers.party import PARTY_INDEX, PARTY_STEPS
from app.registers.partywork import CHECK_INS, MOBILE_MEMBERS, PARTY_INSTRUCTORS, RELATION_TRANSFERS
from app.registers.people import PEOPLE
from app.registers.phrases import PHRASES
from app.registers.pledges import PLEDGE_SIGNATURES, PLEDGES
from app.registers.prizes import PRIZES
from app.registers.recognition import CLUES, SERVED_ELDERS, STAR_AWARDS, STAR_SCHEMES
from app.registers.recordcertificates import RECORD_CERTIFICATES
from app.registers.requests import REQUEST_LIMITS, REQUESTS
from app.registers.servicelogs import DAILY_TOTALS, SERVICE_LOGS
from app.registers.settings import CLERKS
from app.registers.spec import Register
from app.registers.stations import PLATFORMS, STATIONS
from app.registers.streetmap import MAP_OUTLINES, ROADS
from app.registers.studies import DEGREE_STUDIES, FEE_POLICIES, FEE_REDUCTIONS, TUITIONS
from app.registers.tags import TAGS
from app.registers.training import CLASS_RUNS, COURSES, PROGRAMMES, TERMS
from app.registers.union import UNION_APPLICATIONS
from app.registers.units import FRIENDLY_UNITS
from app.registers.visits import DEEDS, VISITS
from app.registers.volunteering import CIVIC_ROLES, TEAMS
from app.registers.workshop import CERTIFICATE_TEMPLATES, SEAL_REQUESTS

REGISTERS: tuple[Register, ...] = (
    PEOPLE,
    STATIONS,
    PLATFORMS,
    TAGS,
    ORGANIZATIONS,
    PARTY_INDEX,
    MOBILE_MEMBERS,
    RELATION_TRANSFERS,
    CHECK_INS,
    PARTY_INSTRUCTORS,
    UNION_APPLICATIONS,
    LEAGUE_INDEX,
    FACILITIES,
    FRIENDLY_UNITS,
    INSPECTION_ROUNDS,
    FAULTS,
    INSPECTION_ITEMS,
    PARTNERS,
    ALLIANCES,
    JOINT_PROJECTS,
    ROADS,
    MAP_OUTLINES,
    CLASS_RUNS,
    COURSES,
    PROGRAMMES,
    TERMS,
    DEGREE_STUDIES,
    TUITIONS,
    FEE_REDUCTIONS,
    FEE_POLICIES,
    PRIZES,
    CERTIFICATES,
    CERTIFICATE_TEMPLATES,
    SEAL_REQUESTS,
    TEAMS,
    SERVICE_LOGS,
    DAILY_TOTALS,
    CIVIC_ROLES,
    CLUES,
    STAR_AWARDS,
    STAR_SCHEMES,
    SERVED_ELDERS,
    RECORD_CERTIFICATES,
    LOG_CORRECTIONS,
    ISSUERS,
    REQUESTS,
    DELIBERATIONS,
    OPINIONS,
    RESOLUTIONS,
    REQUEST_LIMITS,
    VISITS,
    DEEDS,
    ACTIVITIES,
    GIFT_ITEMS,
    GIFT_INTAKES,
    GIFT_ISSUES,
    HOTLINE_CARDS,
    CARD_BATCHES,
    PLEDGES,
    PLEDGE_SIGNATURES,
    PARTY_STEPS,
    AREAS,
    PHRASES,
    CLERKS,
)


@cache
def all_registers() -> tuple[Register, ...]:
    """The registers of the tabs and those of their child records."""
    found: dict[str, Register] = {}
    waiting = list(REGISTERS)
    while waiting:
        register = waiting.pop(0)
        if register.key not in found:
            found[register.key] = register
            waiting += [child.register for child in register.children]
    return tuple(found.values())


def find_register(key: str) -> Register:
    """The register of a key. Raises KeyError for an unknown one."""
    return {register.key: register for register in all_registers()}[key]
