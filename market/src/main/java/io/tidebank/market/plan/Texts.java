package io.tidebank.market.plan;

import io.tidebank.market.draft.Dice;
import java.util.ArrayList;
import java.util.List;

/** The JSON texts that touches carry as properties, and those that tell their context; each has a number from 1. */
public final class Texts {

    private static final List<String> QUERIES =
            List.of("保湿面霜", "敏感肌 护肤", "抗老 精华", "防晒霜 不油腻", "眼霜 淡化细纹", "洁面 温和", "面膜 补水", "送女友 礼盒", "男士护肤", "换季 泛红");
    private static final List<String> BRAND_QUERIES = List.of("汐屿", "汐屿 面霜", "汐屿 精华", "汐屿 旗舰店", "xiyu", "汐屿 防晒");
    private static final List<String> PRAISE = List.of("很滋润，会回购", "质地清爽，吸收快", "敏感肌也能用", "包装精美，送人有面子", "第三次买了，一直好用");
    private static final List<String> SHRUG = List.of("还行，一般般", "没什么感觉", "香味有点重");
    private static final List<String> BLAME = List.of("用了过敏", "物流太慢", "泵头坏了", "和图片不一样");
    private static final List<String> REASONS = List.of("不喜欢", "皮肤过敏", "拍错了", "少件漏发", "降价了");
    private static final List<String> CITIES = List.of(
            "上海", "北京", "成都", "杭州", "广州", "深圳", "武汉", "南京", "重庆", "西安", "苏州", "长沙", "郑州", "青岛", "宁波", "合肥", "佛山", "厦门",
            "昆明", "温州", "赣州", "绵阳", "洛阳", "保定");
    private static final List<String> PLATFORMS = List.of("ios", "android", "pc", "pad");

    private final List<String> properties = new ArrayList<>();
    private final List<String> contexts = new ArrayList<>();
    private final Group queries;
    private final Group brandQueries;
    private final Group praise;
    private final Group shrug;
    private final Group blame;
    private final Group reasons;
    private final Group titles;

    public Texts(Catalogue catalogue) {
        queries = group(QUERIES, "{\"query\":\"%s\"}");
        brandQueries = group(BRAND_QUERIES, "{\"query\":\"%s\"}");
        praise = group(PRAISE, "{\"rating\":5,\"text\":\"%s\"}");
        shrug = group(SHRUG, "{\"rating\":3,\"text\":\"%s\"}");
        blame = group(BLAME, "{\"rating\":1,\"text\":\"%s\"}");
        reasons = group(REASONS, "{\"reason\":\"%s\"}");
        titles = group(catalogue.items().stream().map(Item::zh).toList(), "{\"title\":\"%s\"}");
        for (String city : CITIES) {
            for (String platform : PLATFORMS) {
                contexts.add("{\"city\":\"%s\",\"platform\":\"%s\"}".formatted(city, platform));
            }
        }
    }

    private Group group(List<String> texts, String form) {
        int first = properties.size() + 1;
        texts.forEach(text -> properties.add(form.formatted(text)));
        return new Group(first, texts.size());
    }

    public List<String> properties() {
        return List.copyOf(properties);
    }

    public List<String> contexts() {
        return List.copyOf(contexts);
    }

    public int query(Dice dice) {
        return queries.any(dice);
    }

    public int brandQuery(Dice dice) {
        return brandQueries.any(dice);
    }

    /** What a review of this polarity says. */
    public int opinion(Dice dice, int polarity) {
        return (polarity > 0 ? praise : polarity < 0 ? blame : shrug).any(dice);
    }

    public int refundReason(Dice dice) {
        return reasons.any(dice);
    }

    /** The title of an item, by its number from 0. */
    public int title(int item) {
        return titles.first + item;
    }

    public static int cities() {
        return CITIES.size();
    }

    /** Where somebody is, on the given one of his devices: the phone, the computer, the tablet, the second phone. */
    public static int context(int city, int device, boolean apple) {
        int platform = switch (device) {
            case 0 -> apple ? 0 : 1;
            case 1 -> 2;
            case 2 -> 3;
            default -> 1;
        };
        return city * PLATFORMS.size() + platform + 1;
    }

    private record Group(int first, int size) {

        int any(Dice dice) {
            return first + dice.below(size);
        }
    }
}
