package io.tidebank.market.plan;

/** Where people and brand meet: dotted path, family first, and the connection by which the touches come in. */
public enum Touchpoint {
    SEARCH_AD_BRANDWORD("search_ad.baidu.brandword", "ads", "品牌专区", "Brand keyword ad"),
    SEARCH_AD_KEYWORD("search_ad.marketplace.keyword", "ads", "关键词推广", "Marketplace keyword ad"),
    FEED_AD_MOMENTS("feed_ad.wechat.moments", "ads", "朋友圈广告", "Moments ad"),
    FEED_AD_VIDEO("feed_ad.douyin.feed", "ads", "短视频信息流", "Short-video feed ad"),
    FEED_AD_MARKETPLACE("feed_ad.marketplace.recommend", "ads", "猜你喜欢", "Recommendation feed ad"),
    DISPLAY_OPEN_SCREEN("display.open_screen", "ads", "开屏广告", "Opening screen"),
    DISPLAY_BANNER("display.marketplace.banner", "ads", "首页焦点图", "Home page banner"),
    AFFILIATE_CREATOR("affiliate.creators", "ads", "达人带货", "Creators' affiliate links"),
    AFFILIATE_CASHBACK("affiliate.cashback", "ads", "返利导购", "Cash-back sites"),
    ORGANIC_MARKETPLACE("organic_search.marketplace", "web-sdk", "站内搜索", "Marketplace search"),
    ORGANIC_WEB("organic_search.web", "web-sdk", "网页搜索", "Web search"),
    CONTENT_NOTE("content.xiaohongshu.note", "web-sdk", "种草笔记", "Community notes"),
    CONTENT_ARTICLE("content.wechat.article", "wechat", "公众号文章", "WeChat articles"),
    SHORT_VIDEO_BRAND("short_video.brand", "app-sdk", "品牌短视频", "Brand short videos"),
    SHORT_VIDEO_CREATOR("short_video.creator", "app-sdk", "达人短视频", "Creators' short videos"),
    LIVE_STORE("live.flagship", "app-sdk", "店铺自播", "The store's own live"),
    LIVE_HOST("live.host", "app-sdk", "达人直播", "Hosts' live rooms"),
    STORE_HOME("store_page.flagship.home", "app-sdk", "旗舰店首页", "Flagship home page"),
    STORE_ITEM("store_page.flagship.item", "app-sdk", "旗舰店商品页", "Flagship item page"),
    OUTLET_ITEM("store_page.outlet.item", "app-sdk", "奥莱店商品页", "Outlet item page"),
    MINI_PROGRAM("store_page.mini_program", "wechat", "小程序商城", "Mini-program shop"),
    SUBSCRIPTION("subscription.feed", "app-sdk", "订阅动态", "Subscription feed"),
    GROUP_VIP("group.vip", "wechat", "会员社群", "Members' group"),
    SERVICE_CHAT("service_chat.presale", "crm", "售前咨询", "Pre-sale chat"),
    MEMBER_CENTRE("member_centre.home", "crm", "会员中心", "Member centre"),
    MEMBER_POINTS("member_centre.points", "crm", "积分兑换", "Points and samples"),
    MESSAGE_SMS("message.sms", "crm", "短信", "Text message"),
    MESSAGE_PUSH("message.push", "crm", "应用推送", "App push"),
    MESSAGE_WECHAT("message.wechat", "crm", "服务通知", "WeChat notice"),
    LOGISTICS("logistics.express", "oms", "快递物流", "Parcel"),
    REVIEW("review.item", "oms", "商品评价", "Item review"),
    AFTER_SALES("after_sales.refund", "oms", "售后退款", "Refunds"),
    STORE_SHANGHAI_01("store.shanghai-01", "pos", "上海南京西路店", "Shanghai West Nanjing Road"),
    STORE_SHANGHAI_02("store.shanghai-02", "pos", "上海徐家汇店", "Shanghai Xujiahui"),
    STORE_SHANGHAI_03("store.shanghai-03", "pos", "上海陆家嘴店", "Shanghai Lujiazui"),
    STORE_BEIJING_01("store.beijing-01", "pos", "北京国贸店", "Beijing Guomao"),
    STORE_BEIJING_02("store.beijing-02", "pos", "北京西单店", "Beijing Xidan"),
    STORE_CHENGDU_01("store.chengdu-01", "pos", "成都春熙路店", "Chengdu Chunxi Road"),
    STORE_HANGZHOU_01("store.hangzhou-01", "pos", "杭州湖滨店", "Hangzhou Hubin"),
    STORE_GUANGZHOU_01("store.guangzhou-01", "pos", "广州天河店", "Guangzhou Tianhe"),
    STORE_SHENZHEN_01("store.shenzhen-01", "pos", "深圳福田店", "Shenzhen Futian");

    private static final Touchpoint[] ALL = values();

    private final String path;
    private final String source;
    private final String zh;
    private final String en;

    Touchpoint(String path, String source, String zh, String en) {
        this.path = path;
        this.source = source;
        this.zh = zh;
        this.en = en;
    }

    public String path() {
        return path;
    }

    public String source() {
        return source;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }

    /** The path, which is what a touchpoint is called outside. */
    @Override
    public String toString() {
        return path;
    }

    /** The shop's own page or door, where its items are looked at. */
    public static Touchpoint of(Shop shop) {
        return switch (shop) {
            case FLAGSHIP -> STORE_ITEM;
            case OUTLET -> OUTLET_ITEM;
            case MINI_PROGRAM -> MINI_PROGRAM;
            default -> ALL[STORE_SHANGHAI_01.ordinal() + shop.ordinal() - Shop.SHANGHAI_01.ordinal()];
        };
    }
}
