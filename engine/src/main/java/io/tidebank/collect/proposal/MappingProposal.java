package io.tidebank.collect.proposal;

import io.tidebank.collect.format.SourceFile;
import io.tidebank.collect.mapping.MappingScope;
import io.tidebank.collect.plan.cell.ParsedSql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Proposes a mapping for a file that nobody knows, from its columns and first rows: to be read, corrected and kept. */
public final class MappingProposal {

    /**
     * A mapping as text.
     *
     * @param remarks what somebody has to look at before it is kept; they stand in the text too
     */
    public record Proposed(String yaml, List<String> remarks) {}

    /** Stands where a time has to be named; no file has such a column, so that the import says what is missing. */
    private static final String NO_TIME = "write here which column holds the time";

    private static final String NO_HEADER =
            "The first record looks like data, not like names of columns: columns are called by their place, column_1 first";
    private static final String NOBODY =
            "No column looks like an identifier of a consumer, so these touches are nobody's: name one under ids";

    private final SourceFile file;
    private final MappingScope scope;
    private final boolean hasHeader;
    private final List<String> names;
    private final GuessedColumns columns;
    private final Optional<String> decimalComma;
    private final List<String> noNumbers;

    private MappingProposal(SourceFile file, MappingScope scope) {
        this.file = file;
        this.scope = scope;
        this.hasHeader = file.isNamed() || ColumnGuess.isHeader(file.sample());
        this.names = hasHeader
                ? file.header()
                : IntStream.rangeClosed(1, file.header().size())
                        .mapToObj("column_%d"::formatted)
                        .toList();
        List<List<String>> rows =
                hasHeader ? file.sample().subList(1, file.sample().size()) : file.sample();
        this.columns = new GuessedColumns(names, guesses(rows));
        findMoney(rows);
        this.decimalComma = DecimalComma.find(
                numbers().flatMap(i -> values(rows, i).stream()).toList());
        char decimal = decimalComma.isPresent() ? ',' : '.';
        this.noNumbers =
                numbers().flatMap(i -> noNumber(rows, i, decimal).stream()).toList();
    }

    /** The mapping as YAML, with what is doubtful about it. */
    public static Proposed of(SourceFile file, MappingScope scope) {
        MappingProposal proposal = new MappingProposal(file, scope);
        List<String> remarks = proposal.remarks();
        List<String> lines = new ArrayList<>();
        lines.add("# Proposed from the columns and first rows of %s. Read it, correct it, keep it."
                .formatted(proposal.fileName()));
        remarks.forEach(remark -> lines.add("# " + remark + "."));
        lines.addAll(proposal.isReport() ? proposal.cost() : proposal.touches());
        return new Proposed(String.join("\n", lines) + "\n", remarks);
    }

    private Map<Integer, ColumnGuess> guesses(List<List<String>> rows) {
        return IntStream.range(0, names.size())
                .boxed()
                .collect(Collectors.toMap(
                        i -> i,
                        i -> ColumnGuess.of(names.get(i), values(rows, i), scope),
                        (first, _) -> first,
                        HashMap::new));
    }

    /** Beside orders a column that is called money is money, though few of its values can be read. */
    private void findMoney(List<List<String>> rows) {
        if (columns.first(ColumnGuess.Role.ORDER).isPresent() && amount().isEmpty()) {
            columns.ofRole(ColumnGuess.Role.OTHER)
                    .toList()
                    .forEach(i -> columns.replace(i, ColumnGuess.ofMoney(names.get(i), values(rows, i))));
        }
    }

    private Optional<String> noNumber(List<List<String>> rows, int column, char decimal) {
        return values(rows, column).stream()
                .filter(value -> !ParsedSql.isNumber(value, decimal))
                .findFirst()
                .map(value -> "In '%s' stands what is no number, such as '%s': such rows are put aside"
                        .formatted(names.get(column), shortened(value)));
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() > 20 ? line.substring(0, 20) + "..." : line;
    }

    /** Columns that become money or quantities. */
    private Stream<Integer> numbers() {
        if (isReport()) {
            return IntStream.range(0, names.size())
                    .filter(i -> CostProposal.isNumber(names.get(i)))
                    .boxed();
        }
        ColumnGuess.Role money =
                columns.first(ColumnGuess.Role.AMOUNT).isPresent() ? ColumnGuess.Role.AMOUNT : ColumnGuess.Role.PRICE;
        return Stream.of(money, ColumnGuess.Role.QUANTITY).flatMap(role -> columns.first(role).stream());
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>(hasHeader ? repeatedNames() : List.of(NO_HEADER));
        if (!isReport()) {
            remarks.addAll(peopleRemarks());
        }
        columns.first(ColumnGuess.Role.TIME)
                .ifPresent(i -> remarks.addAll(columns.guess(i).remarks()));
        remarks.addAll(noNumbers);
        decimalComma
                .map("Amounts such as %s are read with a decimal comma"::formatted)
                .ifPresent(remarks::add);
        return remarks;
    }

    /** What lies in the lake as the file writes it: only somebody who knows the shop can tell whether that names people. */
    private List<String> peopleRemarks() {
        List<String> remarks = new ArrayList<>();
        if (idLines().isEmpty()) {
            remarks.add(NOBODY);
        }
        columns.user().map(columns::guess).map(ColumnGuess::remarks).ifPresent(remarks::addAll);
        List<String> kept = columns.kept();
        if (!kept.isEmpty()) {
            remarks.add("Kept as they are written, so leave out what tells of people: '%s'"
                    .formatted(String.join("', '", kept)));
        }
        return remarks;
    }

    /** Columns that the file calls the same, and what the mapping calls them. */
    private List<String> repeatedNames() {
        List<String> written =
                file.sample().getFirst().stream().map(String::strip).toList();
        List<String> remarks = new ArrayList<>();
        for (String name : new LinkedHashSet<>(written)) {
            int times = Collections.frequency(written, name);
            if (times > 1) {
                List<String> further = IntStream.range(written.indexOf(name) + 1, written.size())
                        .filter(i -> written.get(i).equals(name))
                        .mapToObj(i -> quoted(names.get(i)))
                        .toList();
                remarks.add(
                        "The column '%s' occurs %s: '%s' in the mapping is the first one, and %s what comes behind it"
                                .formatted(
                                        name,
                                        times == 2 ? "twice" : times + " times",
                                        name,
                                        String.join(", ", further)));
            }
        }
        return remarks;
    }

    private static List<String> values(List<List<String>> rows, int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .map(row -> row.get(column).strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Whether the file is a report of what ads cost. */
    private boolean isReport() {
        return hasHeader && columns.first(ColumnGuess.Role.TIME).isPresent() && CostProposal.fits(names);
    }

    private List<String> cost() {
        return CostProposal.of(names, time(), defaults());
    }

    /** What holds for the whole mapping. */
    private List<String> defaults() {
        List<String> lines = new ArrayList<>(List.of("zone: " + scope.zone().getId(), "currency: " + scope.currency()));
        decimalComma.ifPresent(_ -> lines.add("decimal: ','"));
        return lines;
    }

    private String fileName() {
        return file.name().replaceAll("\\s+", " ");
    }

    private List<String> touches() {
        List<String> lines = new ArrayList<>();
        lines.add("mapping: 1");
        lines.add("source: file");
        lines.addAll(defaults());
        lines.add("inputs:");
        lines.add("  - name: rows");
        lines.add("    %s: [%s]".formatted(hasHeader ? "headers" : "columns", quotedAll(names)));
        lines.add("    touches:");
        lines.add("      - kind: " + kind());
        key(lines);
        lines.add("        at: " + time());
        add(lines, "order_id", ColumnGuess.Role.ORDER);
        add(lines, "item", ColumnGuess.Role.ITEM);
        add(lines, "category", ColumnGuess.Role.CATEGORY);
        add(lines, "quantity", ColumnGuess.Role.QUANTITY);
        amount().ifPresent(of -> lines.add("        amount: " + of));
        add(lines, "currency", ColumnGuess.Role.CURRENCY);
        ids(lines);
        properties(lines);
        payment(lines);
        return lines;
    }

    private void add(List<String> lines, String field, ColumnGuess.Role role) {
        columns.first(role).ifPresent(i -> lines.add("        %s: %s".formatted(field, quoted(names.get(i)))));
    }

    /** The total of a row: its own column, or pieces times their price. What is paid back is written without a sign. */
    private Optional<String> amount() {
        Optional<String> price = columns.name(ColumnGuess.Role.PRICE);
        Optional<String> quantity = columns.name(ColumnGuess.Role.QUANTITY);
        Optional<String> total = columns.name(ColumnGuess.Role.AMOUNT)
                .or(() -> price.flatMap(of -> quantity.map(n -> "{multiply: [%s, %s]}".formatted(n, of))))
                .or(() -> price);
        return isRefund() ? total.map("{absolute: %s}"::formatted) : total;
    }

    /** Columns that speak of paying back: refund_time, refund_amount, 退款金额. */
    private boolean isRefund() {
        return Stream.of(ColumnGuess.Role.TIME, ColumnGuess.Role.AMOUNT)
                .flatMap(role -> columns.first(role).stream())
                .anyMatch(i -> ColumnGuess.kindOf(names.get(i)).equals("refund"));
    }

    /** Lines are told by their order and item, so that exports which overlap count once; refunds by all they say. */
    private void key(List<String> lines) {
        List<ColumnGuess.Role> roles = switch (kind()) {
            case "order" -> List.of(ColumnGuess.Role.ORDER, ColumnGuess.Role.ITEM);
            case "refund" ->
                List.of(ColumnGuess.Role.ORDER, ColumnGuess.Role.ITEM, ColumnGuess.Role.TIME, ColumnGuess.Role.AMOUNT);
            default -> List.of();
        };
        if (columns.first(ColumnGuess.Role.ORDER).isPresent() && !roles.isEmpty()) {
            List<String> key =
                    roles.stream().flatMap(role -> columns.name(role).stream()).toList();
            lines.add("        key: [%s]".formatted(String.join(", ", key)));
        }
    }

    /** Without a column of events, rows with money are orders or refunds, and others views. */
    private String kind() {
        Optional<Integer> events = columns.first(ColumnGuess.Role.KIND);
        if (events.isEmpty() && amount().isPresent()) {
            return isRefund() ? "refund" : "order";
        }
        if (events.isEmpty()) {
            return "view";
        }
        String to = columns.guess(events.get()).texts().stream()
                .map(text -> "%s: %s".formatted(quoted(text), ColumnGuess.kindOf(text)))
                .collect(Collectors.joining(", "));
        return "{translate: %s, to: {%s}}".formatted(quoted(names.get(events.get())), to);
    }

    private String time() {
        Optional<Integer> time = columns.first(ColumnGuess.Role.TIME);
        return time.map(i -> "{time: %s, patterns: [%s]}"
                        .formatted(
                                quoted(names.get(i)), quotedAll(columns.guess(i).texts())))
                .orElse("{time: '%s', patterns: [iso]}".formatted(NO_TIME));
    }

    /** Orders without a column of events are taken to be paid: ladders count payments, one per order. */
    private void payment(List<String> lines) {
        Optional<Integer> order = columns.first(ColumnGuess.Role.ORDER);
        if (!kind().equals("order")) {
            return;
        }
        lines.add("      # an export of paid orders; leave this out if there are unpaid ones among them");
        lines.add("      - kind: pay");
        order.ifPresent(i -> lines.add("        once_per: " + quoted(names.get(i))));
        lines.add("        at: " + time());
        add(lines, "order_id", ColumnGuess.Role.ORDER);
        amount().ifPresent(of -> lines.add("        amount: " + of));
        add(lines, "currency", ColumnGuess.Role.CURRENCY);
        ids(lines);
    }

    private void ids(List<String> lines) {
        List<String> ids = idLines();
        if (!ids.isEmpty()) {
            lines.add("        ids:");
            lines.addAll(ids);
        }
    }

    private List<String> idLines() {
        List<String> ids = new ArrayList<>();
        for (ColumnGuess.Role role : List.of(
                ColumnGuess.Role.USER, ColumnGuess.Role.PHONE, ColumnGuess.Role.EMAIL, ColumnGuess.Role.DEVICE)) {
            Optional<Integer> column = role == ColumnGuess.Role.USER ? columns.user() : columns.first(role);
            column.ifPresent(i -> ids.add("          %s: %s".formatted(role.idType(), quoted(names.get(i)))));
        }
        return ids;
    }

    /** What nobody recognised is kept; what may be personal is not. */
    private void properties(List<String> lines) {
        List<String> kept = columns.kept();
        if (!kept.isEmpty()) {
            lines.add("        properties:");
            kept.stream()
                    .map(name -> "          %1$s: %1$s".formatted(quoted(name)))
                    .forEach(lines::add);
        }
    }

    private static String quotedAll(List<String> texts) {
        return texts.stream().map(MappingProposal::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(String text) {
        return "'" + text.replaceAll("[\\r\\n]+", " ").replace("'", "''") + "'";
    }
}
