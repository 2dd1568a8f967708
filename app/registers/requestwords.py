"""The words of requests: channels, what they are about, how urgent, what was answered."""

CHANNELS = (
    ("hotline", "专属热线"),
    ("city_line", "12345转办"),
    ("west_lake_code", "西湖码"),
    ("snap", "随手拍"),
    ("deliberation", "议事会"),
    ("visit", "走访"),
    ("station", "站点驿站"),
    ("chat", "微信群"),
    ("in_person", "来访"),
    ("letter", "来信"),
    ("network", "网络"),
)
CATEGORIES = (
    ("parking", "停车充电"),
    ("access", "进出小区"),
    ("meals_and_rest", "餐饮休息"),
    ("labour_rights", "劳动权益"),
    ("legal", "法律"),
    ("health", "健康心理"),
    ("schooling", "子女入学"),
    ("housing", "住房"),
    ("training", "培训就业"),
    ("platform_rules", "平台规则"),
    ("traffic", "交通安全"),
    ("appearance", "市容环境"),
    ("safety", "安全隐患"),
    ("other", "其他"),
)
URGENCIES = (("most_urgent", "特急"), ("urgent", "紧急"), ("usual", "一般"))
SATISFACTIONS = (
    ("satisfied", "满意"),
    ("fairly", "基本满意"),
    ("dissatisfied", "不满意"),
    ("not_reached", "未接通"),
)
LIMIT_UNITS = (("hours", "小时"), ("working_days", "工作日"), ("days", "日（自然日）"))
