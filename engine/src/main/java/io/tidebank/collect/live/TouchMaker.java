package io.tidebank.collect.live;

import io.tidebank.collect.naming.EventRule;
import io.tidebank.collect.naming.EventRule.Amount;
import io.tidebank.collect.naming.EventRule.NoAmount;
import io.tidebank.collect.naming.EventRule.Price;
import io.tidebank.collect.naming.EventRule.Revenue;
import io.tidebank.collect.naming.EventRule.Stated;
import io.tidebank.collect.naming.TouchField;
import io.tidebank.collect.privacy.CleanJson;
import io.tidebank.collect.privacy.CleanJson.Subject;
import io.tidebank.collect.protocol.CallType;
import io.tidebank.collect.protocol.JsonText;
import io.tidebank.collect.quarantine.FaultReason;
import io.tidebank.money.CurrencyCode;
import io.tidebank.touch.Touch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the touches of one event, by the rule of its name. */
final class TouchMaker {

    private static final String REFUND = "refund";
    private static final int MOST_LINES = 500;
    private static final int LONGEST_LINE_ID = 400;
    private static final int MOST_REPEATED = 1 << 20;

    private final CleanJson json;
    private final String homeCurrency;
    private final EventFrame frame;
    private final EventRule rule;
    private final Fault fault;
    private final ObjectNode properties;

    TouchMaker(Cleaners cleaners, String homeCurrency, EventFrame frame, Fault fault) {
        this.json = cleaners.of(frame.anonymous());
        this.homeCurrency = homeCurrency;
        this.frame = frame;
        this.rule = frame.rule();
        this.fault = fault;
        this.properties = frame.event().properties();
    }

    /** Adds the touches; those of a faulty event are not to be used. */
    void addTo(List<Touch> touches) {
        JsonNode entries = rule.lines() == null ? null : properties.get(rule.lines());
        if (entries != null && entries.isArray() && !entries.isEmpty()) {
            lines(entries, touches);
        } else {
            BigDecimal quantity = quantity(properties);
            BigDecimal amount = amount(quantity);
            paidBack(rule.kind(), amount, moneyOf(rule.amount()));
            touches.add(touch(frame.id(), properties, null, quantity, amount));
            addMore(amount, touches);
        }
    }

    private void lines(JsonNode entries, List<Touch> touches) {
        if (entries.size() > MOST_LINES) {
            fault.note(FaultReason.TOO_MANY_LINES, "properties." + rule.lines());
            return;
        }
        List<ObjectNode> lines = new ArrayList<>(entries.size());
        List<@Nullable BigDecimal> prices = new ArrayList<>(entries.size());
        for (JsonNode entry : entries) {
            if (!(entry instanceof ObjectNode line)) {
                fault.note(FaultReason.WRONG_TYPE, "properties." + rule.lines());
                return;
            }
            lines.add(line);
            prices.add(Decimals.product(Decimals.of(line, "price", fault), quantity(line), fault));
        }
        BigDecimal total = rule.amount() instanceof Revenue ? OrderMoney.total(properties, prices, fault) : null;
        List<? extends @Nullable BigDecimal> amounts = total == null ? prices : OrderMoney.shares(total, prices);
        String shared = members(properties, Set.of(String.valueOf(rule.lines())));
        if ((long) lines.size() * (shared.length() + frame.contextLength()) > MOST_REPEATED) {
            fault.note(FaultReason.TOO_MANY_LINES, "properties." + rule.lines());
            return;
        }
        List<String> ids = lineIds(lines);
        for (int i = 0; i < lines.size(); i++) {
            ObjectNode line = lines.get(i);
            String own = "\"product\":{" + members(line, Set.of()) + "}";
            String text = "{" + shared + (shared.isEmpty() ? "" : ",") + own + "}";
            BigDecimal amount = rule.amount() instanceof NoAmount ? null : amounts.get(i);
            Decimals.checked(amount, "properties.price", fault);
            paidBack(rule.kind(), amount, String.valueOf(rule.lines()));
            touches.add(touch(ids.get(i), line, text, quantity(line), amount));
        }
        addMore(total, touches);
    }

    /**
     * By the lines' own ids, so that a line is known by whatever way it comes; by number where one has none, or has what
     * the touch of the whole order ends with.
     */
    private List<String> lineIds(List<ObjectNode> lines) {
        Set<String> own = new LinkedHashSet<>();
        for (ObjectNode line : lines) {
            String id = JsonText.of(line, "line_id");
            boolean free = !Objects.equals(id, rule.also()) && !Objects.equals(id, rule.unstated());
            if (id != null && free && id.length() <= LONGEST_LINE_ID && id.equals(json.text(id))) {
                own.add(frame.id() + "/" + id);
            }
        }
        return own.size() == lines.size()
                ? List.copyOf(own)
                : IntStream.rangeClosed(1, lines.size())
                        .mapToObj(number -> frame.id() + "/" + number)
                        .toList();
    }

    /** The payment of an order, or the cancellation that a refund without any amount is. */
    private void addMore(@Nullable BigDecimal total, List<Touch> touches) {
        if (rule.also() != null) {
            paidBack(rule.also(), total, moneyOf(rule.amount()));
            touches.add(whole(rule.also(), total));
        }
        if (rule.unstated() != null && total == null) {
            touches.add(whole(rule.unstated(), null));
        }
    }

    private @Nullable BigDecimal quantity(ObjectNode line) {
        // Where there is no money a quantity may mean anything, and what is no number stays a property.
        Fault heard = rule.amount() instanceof NoAmount ? new Fault() : fault;
        return Decimals.first(line, rule.fields().of(TouchField.QUANTITY), heard);
    }

    private @Nullable BigDecimal amount(@Nullable BigDecimal quantity) {
        return switch (rule.amount()) {
            case NoAmount _ -> null;
            case Price _ -> Decimals.product(Decimals.of(properties, "price", fault), quantity, fault);
            case Revenue _ -> OrderMoney.total(properties, List.of(), fault);
            case Stated(List<String> names) -> Decimals.first(properties, names, fault);
        };
    }

    private String moneyOf(Amount amount) {
        return switch (amount) {
            case NoAmount _, Price _ -> "price";
            case Revenue _ -> "revenue";
            case Stated(List<String> names) ->
                names.stream().filter(properties::has).findFirst().orElse("amount");
        };
    }

    /** Refunds are summed up as what was paid back: one below zero would be money that came in. */
    private void paidBack(String kind, @Nullable BigDecimal amount, String property) {
        if (kind.equals(REFUND) && amount != null && amount.signum() < 0) {
            fault.note(FaultReason.NEGATIVE_REFUND, "properties." + property);
        }
    }

    private Touch whole(String kind, @Nullable BigDecimal amount) {
        String currency = currency(kind, properties, amount);
        return frame.touch(frame.id() + "/" + kind, kind)
                .columns(name ->
                        name == TouchField.ITEM || name == TouchField.CATEGORY ? null : column(name, properties))
                .money(null, amount, currency, home(amount, currency))
                .touch(null, null);
    }

    private Touch touch(
            String id,
            ObjectNode line,
            @Nullable String text,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal amount) {
        String currency = currency(rule.kind(), line, amount);
        Integer polarity = rule.polarity() == null ? null : Opinion.of(properties, rule.polarity());
        return frame.touch(id, rule.kind())
                .columns(name -> column(name, line))
                .money(quantity, amount, currency, home(amount, currency))
                .touch(polarity, text == null ? text(line) : text);
    }

    private @Nullable String text(ObjectNode line) {
        String members = members(line, Set.of());
        return members.isEmpty() ? null : "{" + members + "}";
    }

    private String members(ObjectNode object, Set<String> without) {
        StringBuilder text = new StringBuilder(256).append('{');
        json.members(text, object, frame.event().type() == CallType.IDENTIFY ? Subject.PERSON : Subject.THING, without);
        return text.substring(1);
    }

    /** In the line itself, or for what all lines have in common around it. */
    private @Nullable String column(TouchField field, ObjectNode line) {
        String group = frame.event().people().groupId();
        if (field == TouchField.CONTENT_ID && group != null) {
            return json.text(group);
        }
        String own = first(line, field);
        boolean common = field != TouchField.ITEM && field != TouchField.CATEGORY && field != TouchField.PRODUCT_LINE;
        String text = own == null && common && rule.lines() != null ? first(properties, field) : own;
        return text == null ? null : json.text(text);
    }

    private @Nullable String first(ObjectNode object, TouchField field) {
        for (String name : rule.fields().of(field)) {
            String text = JsonText.of(object, name);
            if (text != null && !(frame.anonymous() && json.leavesOut(name))) {
                return text;
            }
        }
        return null;
    }

    /** Three letters; where money comes without, the brand's own, or for a refund that of its order. */
    private @Nullable String currency(String kind, ObjectNode line, @Nullable BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        String stated = column(TouchField.CURRENCY, line);
        if (stated == null) {
            return kind.equals(REFUND) ? null : homeCurrency;
        }
        String code = CurrencyCode.of(stated);
        boolean letters = code.length() == 3 && code.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        if (!letters) {
            fault.note(FaultReason.BAD_CURRENCY, "properties.currency");
        }
        return code;
    }

    private @Nullable BigDecimal home(@Nullable BigDecimal amount, @Nullable String currency) {
        return homeCurrency.equals(currency) ? amount : null;
    }
}
