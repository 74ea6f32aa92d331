package io.tidebank.market.draft;

/** The kinds of touch that the market makes: the canonical kind and the name that the sending system gives it. */
public enum Kind {
    IMPRESSION("impression", "ad_show"),
    CLICK("click", "ad_click"),
    MESSAGE_SENT("message_sent", "msg_send"),
    MESSAGE_OPENED("message_opened", "msg_open"),
    MESSAGE_CLICKED("message_clicked", "msg_click"),
    SCAN("scan", "qr_scan"),
    SEARCH("search", "search"),
    VISIT("visit", "page_enter"),
    VIEW("view", "item_detail"),
    CONTENT_VIEW("content_view", "note_read"),
    VIDEO_WATCH("video_watch", "video_play"),
    LIVE_WATCH("live_watch", "live_enter"),
    BRAND_SEARCH("brand_search", "search"),
    FAVOURITE("favourite", "item_collect"),
    CART("cart", "cart_add"),
    CART_REMOVE("cart_remove", "cart_delete"),
    CHECKOUT("checkout", "order_confirm"),
    COUPON_CLAIM("coupon_claim", "coupon_get"),
    SAMPLE("sample", "trial_apply"),
    INTERACT("interact", "like_comment"),
    SERVICE_CHAT("service_chat", "im_session"),
    GROUP_CHAT("group_chat", "group_message"),
    FOLLOW("follow", "shop_follow"),
    UNFOLLOW("unfollow", "shop_unfollow"),
    JOIN("join", "member_join"),
    GROUP_JOIN("group_join", "group_enter"),
    ORDER("order", "order_line"),
    PAY("pay", "order_paid"),
    SHIP("ship", "parcel_sent"),
    DELIVER("deliver", "parcel_signed"),
    CANCEL("cancel", "order_cancelled"),
    REFUND("refund", "refund_done"),
    REVIEW("review", "rate_published"),
    SHARE("share", "item_share"),
    CASE("case", "after_sales_open"),
    IDENTIFY("identify", "login");

    private final String code;
    private final String event;

    Kind(String code, String event) {
        this.code = code;
        this.event = event;
    }

    /** The canonical kind, as in the touch table. */
    public String code() {
        return code;
    }

    /** The sender's own event name. */
    public String event() {
        return event;
    }
}
