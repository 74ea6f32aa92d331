package io.tidebank.collect.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Proposes a mapping for the report of an ad platform, known by a day, what was spent, and how often ads were shown or
 * clicked. Where the ads stood such a report does not say.
 */
final class CostProposal {

    private static final Pattern SPENT =
            words("(ad[ _]?)?(cost|spend|spent)|amount[ _]spent.*|(?!平均|单次|每).{0,3}(消费|花费|消耗|费用)([(（].*)?");
    private static final Pattern SHOWN = words("impr\\.?|impressions?|(展现|展示|曝光)(量|数|次数)?");
    private static final Pattern CLICKED = words("(link[ _])?clicks?([ _]\\(all\\))?|点击(量|数|次数)?");
    private static final Pattern CURRENCY = words("currency([ _]code)?|币种|货币");
    private static final Pattern TOUCHPOINT = words("touchpoint|触点");

    /** Columns that are kept as they are, by the name that they get. */
    private static final List<Map.Entry<String, Pattern>> NAMES = List.of(
            Map.entry("campaign", words("campaign([ _]name)?|(推广|广告)?计划(名称)?")),
            Map.entry("ad_group", words("ad[ _]?(group|set)([ _]name)?|(推广|广告)?(单元|组)(名称)?")),
            Map.entry("creative", words("ad[ _]name|creative([ _]name)?|(广告)?创意(名称)?")));

    private static final Pattern CODE = Pattern.compile("[(（]([A-Z]{3})[)）]");

    private final List<String> names;
    private final String day;

    private CostProposal(List<String> names, String day) {
        this.names = names;
        this.day = day;
    }

    private static Pattern words(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /** Whether these are columns of such a report. */
    static boolean fits(List<String> names) {
        return find(names, SPENT).isPresent()
                && (find(names, SHOWN).isPresent() || find(names, CLICKED).isPresent());
    }

    /** Whether a column of such a report is an amount, or a count. */
    static boolean isNumber(String name) {
        return Stream.of(SPENT, SHOWN, CLICKED)
                .anyMatch(pattern -> pattern.matcher(name.strip()).matches());
    }

    /**
     * The mapping as lines of YAML.
     *
     * @param names names of the columns, which {@link #fits}
     * @param day the day as YAML: its column, and its patterns
     * @param defaults lines of what holds for the whole mapping
     */
    static List<String> of(List<String> names, String day, List<String> defaults) {
        return new CostProposal(names, day).yaml(defaults);
    }

    private Optional<String> first(Pattern pattern) {
        return find(names, pattern);
    }

    private static Optional<String> find(List<String> names, Pattern pattern) {
        return names.stream()
                .filter(name -> pattern.matcher(name.strip()).matches())
                .findFirst();
    }

    private List<String> yaml(List<String> defaults) {
        List<String> lines = new ArrayList<>();
        lines.add("# A report does not say where its ads stood: write the family and the platform for 'ad', such as");
        lines.add("# search_ad.baidu. Give each account a source of its own.");
        lines.add("mapping: 1");
        lines.add("source: ads");
        lines.addAll(defaults);
        lines.add("inputs:");
        lines.add("  - name: report");
        lines.add("    headers: [%s]"
                .formatted(String.join(
                        ", ", names.stream().map(MappingProposal::quoted).toList())));
        lines.add("    nulls: ['-', '--']");
        lines.add("    cost:");
        lines.add("      day: " + day);
        lines.add("      touchpoint: " + touchpoint());
        NAMES.forEach(name -> add(lines, name.getKey(), first(name.getValue())));
        add(lines, "amount", first(SPENT));
        currency(lines);
        add(lines, "impressions", first(SHOWN));
        add(lines, "clicks", first(CLICKED));
        return lines;
    }

    private static void add(List<String> lines, String field, Optional<String> column) {
        column.ifPresent(name -> lines.add("      %s: %s".formatted(field, MappingProposal.quoted(name))));
    }

    private String touchpoint() {
        return first(TOUCHPOINT)
                .map(MappingProposal::quoted)
                .or(() -> first(NAMES.getFirst().getValue())
                        .map(name -> "{concat: [{constant: ad}, {slug: %s}], with: '.'}"
                                .formatted(MappingProposal.quoted(name))))
                .orElse("{constant: ad}");
    }

    /** Some platforms write it behind the name of the amount: Amount spent (USD). */
    private void currency(List<String> lines) {
        Matcher code = CODE.matcher(first(SPENT).orElse(""));
        if (first(CURRENCY).isPresent()) {
            add(lines, "currency", first(CURRENCY));
        } else if (code.find()) {
            lines.add("      currency: {constant: %s}".formatted(code.group(1)));
        }
    }
}
