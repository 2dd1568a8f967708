"""标签: the words by which people are gathered; one typed on a card for the first time is entered by itself."""

from app.actions.tags import rename_tag
from app.registers.spec import Field, Register
from app.rules.tags import one_word, tag_unused
from db.models import Tag

TAGS = Register(
    key="tags",
    label="标签",
    unit="个",
    model=Tag,
    icon="mdi6.tag-multiple-outline",
    sort="name",
    rules=(one_word,),
    effects=(rename_tag,),
    keeps=(tag_unused,),
    fields=(
        Field("name", "标签", table=True, width=16, help="改名后，带这个标签的人员一并改"),
        Field("note", "说明", table=True, width=40, help="什么人用这个标签"),
    ),
)
