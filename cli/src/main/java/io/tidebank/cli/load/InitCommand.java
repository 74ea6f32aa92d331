package io.tidebank.cli.load;

import io.tidebank.cli.session.Session;
import java.time.ZoneId;
import java.util.Currency;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a home, or another brand in it. */
@Command(
        name = "init",
        description = {
            "Make a home for a brand, or add a brand to a home.",
            "The brand's name is given with --brand; letters, digits and '-'."
        })
public final class InitCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--zone",
            required = true,
            paramLabel = "ZONE",
            description = "Where the brand's days begin and end, e.g. Asia/Shanghai.")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(
            names = "--currency",
            required = true,
            paramLabel = "CODE",
            description = "What its money is counted in, ISO 4217, e.g. CNY.")
    private Currency currency = Currency.getInstance("CNY");

    InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String brand = session.options().brand();
        if (brand == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--brand=NAME'");
        }
        String place = session.init(brand, zone, currency);
        session.remark(
                "Brand '%s' is %s (%s, %s). Next: tidebank import FILE...".formatted(brand, place, zone, currency));
        return 0;
    }
}
