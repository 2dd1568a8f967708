"""Questions that several verbs ask."""

from app.registers.spec import Field, Kind

# A verb that found something worth a question says so and is done once this is ticked.
ACCEPTED = Field("accept_warnings", "已核对，仍要办理", kind=Kind.YES_NO, help="有提醒时勾选后再办理")
