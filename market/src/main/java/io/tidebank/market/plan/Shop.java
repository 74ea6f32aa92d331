package io.tidebank.market.plan;

/** Where the brand sells. */
public enum Shop {
    FLAGSHIP("flagship", "汐屿官方旗舰店", "Xiyu official flagship store", false),
    OUTLET("outlet", "汐屿奥莱店", "Xiyu outlet", false),
    MINI_PROGRAM("mini-program", "汐屿微信小程序", "Xiyu WeChat mini-program", false),
    SHANGHAI_01("shanghai-01", "上海南京西路店", "Shanghai West Nanjing Road", true),
    SHANGHAI_02("shanghai-02", "上海徐家汇店", "Shanghai Xujiahui", true),
    SHANGHAI_03("shanghai-03", "上海陆家嘴店", "Shanghai Lujiazui", true),
    BEIJING_01("beijing-01", "北京国贸店", "Beijing Guomao", true),
    BEIJING_02("beijing-02", "北京西单店", "Beijing Xidan", true),
    CHENGDU_01("chengdu-01", "成都春熙路店", "Chengdu Chunxi Road", true),
    HANGZHOU_01("hangzhou-01", "杭州湖滨店", "Hangzhou Hubin", true),
    GUANGZHOU_01("guangzhou-01", "广州天河店", "Guangzhou Tianhe", true),
    SHENZHEN_01("shenzhen-01", "深圳福田店", "Shenzhen Futian", true);

    private static final double[] ONLINE = {0.68, 0.80, 1.0};

    private final String code;
    private final String zh;
    private final String en;
    private final boolean offline;

    Shop(String code, String zh, String en, boolean offline) {
        this.code = code;
        this.zh = zh;
        this.en = en;
        this.offline = offline;
    }

    public String code() {
        return code;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }

    public boolean offline() {
        return offline;
    }

    /** Cumulative shares of the first three shops, which are the online ones. */
    public static double[] onlineShares() {
        return ONLINE.clone();
    }
}
