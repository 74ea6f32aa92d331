package io.tidebank.cli.session;

import io.tidebank.brand.home.BrandError;
import io.tidebank.cli.bank.AccessBook;
import io.tidebank.cli.bank.Bank;
import io.tidebank.cli.bank.EngineAccess;
import io.tidebank.cli.bank.EngineBank;
import io.tidebank.cli.bank.remote.ServerAccess;
import io.tidebank.cli.bank.remote.ServerBank;
import io.tidebank.cli.bank.remote.ServerDoor;
import io.tidebank.cli.picture.LocalTimes;
import io.tidebank.cli.picture.Prose;
import io.tidebank.cli.terminal.Interruption;
import io.tidebank.cli.terminal.ProgressLine;
import io.tidebank.cli.terminal.Terminal;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerFile;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of the command line: its options, its streams, and the way to the bank. */
public final class Session {

    private static final Duration START_PAUSE = Duration.ofMillis(250);
    private static final int START_TRIES = 12;

    private final GlobalOptions options = new GlobalOptions();
    private final Terminal terminal;
    private final PrintWriter out;
    private final PrintWriter err;

    public Session(Terminal terminal, PrintWriter out, PrintWriter err) {
        this.terminal = terminal;
        this.out = out;
        this.err = err;
    }

    public GlobalOptions options() {
        return options;
    }

    public Terminal terminal() {
        return terminal;
    }

    public PrintWriter out() {
        return out;
    }

    /** A sentence for people, where there is no answer. */
    public void say(String line) {
        Prose.lines(line, terminal.proseColumns()).forEach(out::println);
        out.flush();
    }

    /** A remark for people, beside the answer; silent under {@code --quiet}. */
    public void remark(String line) {
        if (!options.quiet()) {
            Prose.lines(line, terminal.errorColumns()).forEach(err::println);
            err.flush();
        }
    }

    /** Asks about days, or the last one if none is named, and remarks where there are no touches or next to none. */
    public <T> T askOfDays(Function<Bank, T> question, @Nullable LocalDate... days) {
        return ask(bank -> {
            T answer = question.apply(bank);
            List<LocalDate> named = Stream.of(days).filter(Objects::nonNull).toList();
            if (!options.quiet()) {
                KnownDays.by(bank).map(known -> known.remarks(named)).stream()
                        .flatMap(List::stream)
                        .forEach(this::remark);
            }
            return answer;
        });
    }

    /** Adds a brand, through the server that owns the home if there is one; where it is now. */
    public String init(String brand, ZoneId zone, Currency currency) {
        return waitedFor(() -> {
            Optional<ServerDoor> door = door();
            if (door.isPresent()) {
                ServerBank.addBrand(door.get(), brand, zone, currency);
                return "at " + door.get().url();
            }
            EngineBank.addBrand(options.home(), brand, zone, currency);
            return "in " + options.home();
        });
    }

    /** Opens the bank, asks, and closes it. */
    public <T> T ask(Function<Bank, T> question) {
        try (Bank bank = waitedFor(this::openedBank)) {
            return question.apply(bank);
        }
    }

    /** A server that has taken the home and does not answer yet is given a moment. */
    private static <T> T waitedFor(Supplier<T> opening) {
        for (int tries = 0; ; tries++) {
            try {
                return opening.get();
            } catch (TidebankException e) {
                if (e.code() != BrandError.HOME_IN_USE || tries == START_TRIES || !paused()) {
                    throw e;
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(START_PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The server named, or the one that owns the home, or the engine in this process. */
    private Bank openedBank() {
        return door().<Bank>map(door -> ServerBank.join(door, options.brand()))
                .orElseGet(() -> EngineBank.open(options.home(), options.brand()));
    }

    /** Opens the home's access, which is of no brand, asks, and closes it. */
    public <T> T askAccess(Function<AccessBook, T> question) {
        try (AccessBook book = waitedFor(
                () -> door().<AccessBook>map(ServerAccess::join).orElseGet(() -> EngineAccess.open(options.home())))) {
            return question.apply(book);
        }
    }

    /**
     * The way to a server, if there is one. The token of the home's own server goes to that one alone, where its file says it
     * is, be it found or named; TIDEBANK_TOKEN goes to one that is named.
     */
    public Optional<ServerDoor> door() {
        Optional<ServerFile.Entry> own = ServerFile.find(options.home());
        String named = options.server();
        if (named == null) {
            return own.map(
                    entry -> new ServerDoor(entry.url(), options.givenToken().orElse(entry.token())));
        }
        Optional<String> token = options.token();
        return Optional.of(own.filter(entry -> token.isEmpty() && entry.isAt(named))
                .map(entry -> new ServerDoor(entry.url(), entry.token()))
                .orElseGet(() -> new ServerDoor(named, token.orElse(null))));
    }

    /** Asks for work that takes long: shows how far it is, and stops it on Ctrl-C. */
    public <T> T work(BiFunction<Bank, Progress, T> task) {
        return ask(bank -> watched(progress -> task.apply(bank, progress)));
    }

    /** Runs work that takes long, with progress shown and Ctrl-C heard. */
    public <T> T watched(Function<Progress, T> task) {
        try (Interruption interruption = new Interruption();
                ProgressLine line = new ProgressLine(err, terminal, Clock.systemUTC(), interruption)) {
            return task.apply(options.quiet() ? new Silent(interruption) : line);
        }
    }

    /** Prints an answer in the format asked for; as a plain table for people. */
    public int show(Answer answer) {
        return show(answer, () -> Printing.table(answer, terminal));
    }

    /** Asks and prints; people read moments in the brand's zone. */
    public int showLocal(Function<Bank, Answer> question) {
        if (options.format() != Format.table) {
            return show(ask(question));
        }
        Local local = ask(bank -> new Local(question.apply(bank), bank.zone()));
        return show(local.answer, () -> LocalTimes.table(local.answer, local.zone, terminal.colours()));
    }

    private record Local(Answer answer, ZoneId zone) {}

    /** Prints an answer in the format asked for; people get the picture. */
    public int show(Answer answer, Picture picture) {
        switch (options.format()) {
            case table -> picture.lines().forEach(out::println);
            case json -> out.println(Printing.json(answer));
            case csv -> Printing.csv(answer).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    /** The lines of an answer for programs, a heading first; for those that print as it comes. */
    public List<String> csv(Answer answer) {
        return Printing.csv(answer);
    }

    /** What people see instead of the bare rows; drawn only when it is needed. */
    @FunctionalInterface
    public interface Picture {
        List<String> lines();
    }

    private record Silent(Interruption interruption) implements Progress {

        @Override
        public void at(String step, long done, long total) {}

        @Override
        public boolean cancelled() {
            return interruption.requested();
        }
    }
}
