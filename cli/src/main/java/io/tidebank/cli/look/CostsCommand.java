package io.tidebank.cli.look;

import io.tidebank.brand.BrandCosts.By;
import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.brand.BrandCosts.Part;
import io.tidebank.cli.picture.CostPicture;
import io.tidebank.cli.session.Session;
import io.tidebank.error.TidebankException;
import io.tidebank.sql.Answer;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What ads cost. */
@Command(
        name = "costs",
        description = {
            "What ads cost, as reported last: by touchpoint, play, campaign, source, day or month.",
            "Each currency on its own, with its worth in the brand's at the rate of each day. Reports come in by `tidebank import FILE --preset ad-spend`, or over REST."
        })
public final class CostsCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "touchpoint",
            converter = ByConverter.class,
            description = "touchpoint, play, campaign, source, day or month (default: ${DEFAULT-VALUE}).")
    private By by = By.TOUCHPOINT;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day; the first there is if left out.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last day; the last there is if left out.")
    private @Nullable LocalDate to;

    @Option(
            names = "--touchpoint",
            paramLabel = "PATH",
            description = "One touchpoint and all below it, such as search_ad or search_ad.baidu.")
    private @Nullable String touchpoint;

    @Option(
            names = "--of",
            paramLabel = "PART",
            converter = PartConverter.class,
            description = "The costs of one row alone, such as play:double-11, or play: for those of no play.")
    private @Nullable Part part;

    @Option(names = "--reports", description = "The imports that told them last, instead of sums.")
    private boolean reports;

    CostsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (from != null && to != null && from.isAfter(to)) {
            throw new ParameterException(
                    spec.commandLine(), "The first day, %s, lies after the last, %s".formatted(from, to));
        }
        Choice choice = new Choice(from, to, touchpoint, part);
        if (reports) {
            return session.show(session.ask(bank -> bank.costReports(choice)));
        }
        Answer answer = session.ask(bank -> bank.costs(by, choice));
        return session.show(
                answer,
                () -> CostPicture.draw(
                        answer, session.terminal().columns(), session.terminal().colours()));
    }

    /** As people write it. */
    private static final class ByConverter implements ITypeConverter<By> {

        @Override
        public By convert(String text) {
            try {
                return By.of(text);
            } catch (TidebankException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** As people write it. */
    private static final class PartConverter implements ITypeConverter<Part> {

        @Override
        public Part convert(String text) {
            try {
                return Part.of(text);
            } catch (TidebankException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
