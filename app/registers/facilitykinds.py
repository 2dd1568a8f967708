"""The kinds of facilities in Chinese, for all registers that name them."""

FACILITY_KINDS = (
    ("rest_stop", "暖蜂驿站"),
    ("water_point", "饮水点"),
    ("discount_canteen", "优惠食堂"),
    ("partner_merchant", "爱心商家"),
    ("parking_bay", "“新”泊位"),
    ("resting_spot", "歇脚点"),
    ("party_service_centre", "党群服务中心"),
    ("other", "其他"),
)
