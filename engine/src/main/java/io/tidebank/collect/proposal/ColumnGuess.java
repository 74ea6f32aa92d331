package io.tidebank.collect.proposal;

import io.tidebank.collect.mapping.MappingScope;
import io.tidebank.collect.plan.cell.ParsedSql;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a column seems to be, by its name and values.
 *
 * @param texts for a time the patterns that read its values, for a kind the different values
 * @param remarks what somebody has to look at before the guess is kept
 */
record ColumnGuess(Role role, List<String> texts, List<String> remarks) {

    static final ColumnGuess NOTHING = of(Role.OTHER);

    /** What a column can be for. */
    enum Role {
        TIME(""),
        KIND(""),
        PHONE("phone#"),
        EMAIL("email#"),
        /** What tells of people, such as their names and addresses: not taken over. Before a user, who has no id in his name. */
        PERSONAL(""),
        USER("user"),
        DEVICE("device"),
        ORDER(""),
        ITEM(""),
        CATEGORY(""),
        QUANTITY(""),
        AMOUNT(""),
        /** Of one piece. */
        PRICE(""),
        CURRENCY(""),
        OTHER("");

        private final String idType;

        Role(String idType) {
            this.idType = idType;
        }

        String idType() {
            return idType;
        }
    }

    /** Kinds by the words that shops use for them, in any part of an event's name. */
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("cart_remove", "remove.*cart|移出购物车"),
            Map.entry("refund", "refund|return|退款"),
            Map.entry("cancel", "cancel|取消|关闭"),
            Map.entry("pay", "^pay|paid|payment|支付|付款"),
            Map.entry("order", "order|purchase|buy|transaction|下单|购买|成交"),
            Map.entry("cart", "cart|basket|加购"),
            Map.entry("favourite", "fav|wish|like|收藏"),
            Map.entry("search", "search|搜索"),
            Map.entry("click", "click|点击"),
            Map.entry("impression", "impression|expos|曝光"),
            Map.entry("review", "review|rating|评价"),
            Map.entry("share", "share|分享"),
            Map.entry("join", "join|register|sign_?up|入会|注册"),
            Map.entry("view", "view|pv|browse|visit|detail|浏览|访问"));

    private static final Map<Role, Pattern> NAMES = names();

    /** Several words of letters alone are somebody's name, and no id. */
    private static final Pattern NAME_OF_SOMEBODY = Pattern.compile("\\p{L}+(?:[ .'’·-]+\\p{L}+)+\\.?");

    private static final Pattern NAMED_ID =
            Pattern.compile("(.*[ _])?(id|no|number)|.*(Id|ID|编号|号|id)", Pattern.UNICODE_CASE);

    private static final int MOST_KINDS = 30;

    /** A few bad values do not change what a column is. */
    private static final double MOST = 0.7;

    private static Map<Role, Pattern> names() {
        return Map.ofEntries(
                name(Role.KIND, "event|event_?(type|name)|action|behaviou?r|行为.*|事件.*"),
                name(
                        Role.USER,
                        "(user|customer|member|client|buyer|visitor|account)[ _]?(id|no|number)?|user[ _]?name"
                                + "|.*(会员|用户|买家)(id|名|号|卡号|编号|账号|帐号|昵称|会员名|标识)?"),
                name(Role.PHONE, ".*(phone|mobile|tel).*|.*(手机|电话).*"),
                name(Role.EMAIL, ".*e-?mail.*|.*邮箱.*"),
                name(Role.DEVICE, "(device|cookie)[ _]?(id)?|设备.*"),
                name(Role.ORDER, ".*(order|invoice|transaction|basket|receipt)[ _]?(id|no|number)?|.*(订单|单号).*"),
                name(Role.ITEM, ".*(product|item|sku|stock|article)[ _]?(id|code|no|number)?|.*(商品|宝贝).*"),
                name(Role.CATEGORY, ".*(category|department|类目|分类).*"),
                name(Role.QUANTITY, ".*(quantity|qty|units|count|数量).*"),
                name(Role.AMOUNT, ".*(amount|total|revenue|sales|value|paid|金额|总价|实付).*"),
                name(Role.PRICE, ".*(price|单价|价格).*"),
                name(Role.CURRENCY, ".*(currency|币种).*"),
                name(
                        Role.PERSONAL,
                        ".*(first|middle|last|full|given|family|sur|nick|receiver|recipient|consignee|contact|customer|member|client"
                                + "|buyer|visitor|account|person|guest|billing|shipping|delivery)[ _]?name.*"
                                + "|.*(address|street|zip|postcode|postal|birth|passport).*"
                                + "|(.*[ _(])?(company|city|ip|ssn|id[ _]?card)([ _)].*)?"
                                + "|.*(姓名|收货人|收件人|地址|公司|城市|生日|出生|身份证|护照|证件|留言).*|.*[\\u4e00-\\u9fff]ip"));
    }

    /** Whether it says in so many words that it holds ids. */
    static boolean isNamedId(String name) {
        return NAMED_ID.matcher(name).matches();
    }

    private static Map.Entry<Role, Pattern> name(Role role, String names) {
        return Map.entry(role, Pattern.compile(names, Pattern.CASE_INSENSITIVE));
    }

    private static ColumnGuess of(Role role) {
        return new ColumnGuess(role, List.of(), List.of());
    }

    static ColumnGuess of(String name, List<String> values, MappingScope scope) {
        TimeGuess time = TimeGuess.of(values, scope);
        if (!time.patterns().isEmpty() && !isNamed(Role.PERSONAL, name)) {
            return new ColumnGuess(
                    Role.TIME, time.patterns(), time.remark(name).stream().toList());
        }
        if (all(values, "[^\\s@]+@[^\\s@]+\\.[^\\s@]+")) {
            return of(Role.EMAIL);
        }
        if (all(values, "(\\+?86)?1[3-9]\\d[\\d*]{8}")) {
            return of(Role.PHONE);
        }
        Set<String> different = new HashSet<>(values);
        if (isKind(name, different)) {
            return new ColumnGuess(Role.KIND, different.stream().sorted().toList(), List.of());
        }
        for (Role role : Role.values()) {
            if (role != Role.KIND && isNamed(role, name) && fits(role, values)) {
                return role == Role.USER ? ofUser(name, values) : of(role);
            }
        }
        return NOTHING;
    }

    private static ColumnGuess ofUser(String name, List<String> values) {
        if (mostNameSomebody(values)) {
            return of(Role.PERSONAL);
        }
        boolean isDoubtful = !isNamedId(name)
                && values.stream().anyMatch(value -> value.chars().noneMatch(Character::isDigit));
        String remark = "'%s' is taken for the id of a user and kept as it is written: leave it out if it holds names";
        return new ColumnGuess(Role.USER, List.of(), isDoubtful ? List.of(remark.formatted(name)) : List.of());
    }

    /** What a column of money is by its name alone, whatever else stands among its numbers; nothing if it is none. */
    static ColumnGuess ofMoney(String name, List<String> values) {
        return Stream.of(Role.AMOUNT, Role.PRICE)
                .filter(role -> isNamed(role, name) && values.stream().anyMatch(ColumnGuess::isNumber))
                .findFirst()
                .map(ColumnGuess::of)
                .orElse(NOTHING);
    }

    private static boolean isNamed(Role role, String name) {
        Pattern pattern = NAMES.get(role);
        return pattern != null && pattern.matcher(name).matches();
    }

    /** Named as one, or with values that are words for kinds. */
    private static boolean isKind(String name, Set<String> different) {
        if (different.isEmpty() || different.size() > MOST_KINDS) {
            return false;
        }
        boolean words = different.stream().noneMatch(value -> kindOf(value).equals("custom"));
        return words || isNamed(Role.KIND, name);
    }

    private static boolean fits(Role role, List<String> values) {
        return switch (role) {
            case QUANTITY, AMOUNT, PRICE -> mostAreNumbers(values);
            default -> true;
        };
    }

    /** Whether an import reads it as one, by a decimal point or a comma. */
    private static boolean isNumber(String value) {
        return ParsedSql.isNumber(value, '.') || ParsedSql.isNumber(value, ',');
    }

    private static boolean mostAreNumbers(List<String> values) {
        long some = values.stream().filter(ColumnGuess::isNumber).count();
        return some > 0 && some >= MOST * values.size();
    }

    private static boolean mostNameSomebody(List<String> values) {
        long some = values.stream()
                .filter(value -> NAME_OF_SOMEBODY.matcher(value).matches())
                .count();
        return some > 0 && some >= MOST * values.size();
    }

    private static boolean all(List<String> values, String pattern) {
        return !values.isEmpty() && values.stream().allMatch(value -> value.matches(pattern));
    }

    /** The kind that an event's name speaks of; {@code custom} if none. */
    static String kindOf(String event) {
        String name = event.toLowerCase(Locale.ROOT);
        return KINDS.stream()
                .filter(it -> Pattern.compile(it.getValue()).matcher(name).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("custom");
    }

    /** Whether the first record is names: words, none of them a number or a time, and none that stands twice a value. */
    static boolean isHeader(List<List<String>> sample) {
        List<String> first = sample.getFirst().stream().map(String::strip).toList();
        boolean words =
                first.stream().allMatch(it -> !it.isEmpty() && !it.matches("[0-9.,:/ -]+") && !TimeGuess.isTime(it));
        return words && IntStream.range(0, first.size()).allMatch(i -> isName(first, i, sample));
    }

    /** A name stands alone; or other columns are called so too, and no row below has it for a value. */
    private static boolean isName(List<String> first, int column, List<List<String>> sample) {
        String word = first.get(column);
        boolean alone = Collections.frequency(first, word) == 1;
        return alone
                || (sample.size() > 1
                        && sample.stream()
                                .skip(1)
                                .noneMatch(row -> column < row.size()
                                        && row.get(column).strip().equals(word)));
    }
}
