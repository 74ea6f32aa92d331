package io.tidebank.cli;

import io.tidebank.cli.access.ChangesCommand;
import io.tidebank.cli.access.OpenCommand;
import io.tidebank.cli.access.OwnerCommand;
import io.tidebank.cli.access.TokenCommand;
import io.tidebank.cli.live.EventsCommand;
import io.tidebank.cli.live.FeedCommand;
import io.tidebank.cli.live.SourceCommand;
import io.tidebank.cli.live.TailCommand;
import io.tidebank.cli.load.ImportCommand;
import io.tidebank.cli.load.ImportsCommand;
import io.tidebank.cli.load.InitCommand;
import io.tidebank.cli.load.LakeCommand;
import io.tidebank.cli.load.QuarantineCommand;
import io.tidebank.cli.load.RatesCommand;
import io.tidebank.cli.load.RefreshCommand;
import io.tidebank.cli.look.AssetsCommand;
import io.tidebank.cli.look.ConsumerCommand;
import io.tidebank.cli.look.CostsCommand;
import io.tidebank.cli.look.FlowCommand;
import io.tidebank.cli.look.SalesCommand;
import io.tidebank.cli.look.SqlCommand;
import io.tidebank.cli.look.StagesCommand;
import io.tidebank.cli.run.CollectCommand;
import io.tidebank.cli.run.DemoCommand;
import io.tidebank.cli.run.DoctorCommand;
import io.tidebank.cli.run.MarketCommand;
import io.tidebank.cli.run.ServeCommand;
import io.tidebank.cli.session.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The root of the command line. */
@Command(
        name = "tidebank",
        description = "The consumer databank: from a merchant's own files to the consumer asset.",
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions of every verb:%n",
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            ImportCommand.class,
            ImportsCommand.class,
            QuarantineCommand.class,
            RatesCommand.class,
            RefreshCommand.class,
            LakeCommand.class,
            StagesCommand.class,
            FlowCommand.class,
            AssetsCommand.class,
            SalesCommand.class,
            CostsCommand.class,
            ConsumerCommand.class,
            SqlCommand.class,
            SourceCommand.class,
            FeedCommand.class,
            EventsCommand.class,
            TailCommand.class,
            ServeCommand.class,
            CollectCommand.class,
            OpenCommand.class,
            TokenCommand.class,
            OwnerCommand.class,
            ChangesCommand.class,
            MarketCommand.class,
            DoctorCommand.class,
            RehearseCommand.class,
        })
final class TidebankCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli fills them in
    private final GlobalOptions options;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print version information and exit.")
    @SuppressWarnings("UnusedVariable") // picocli prints the version
    private boolean version;

    TidebankCommand(GlobalOptions options) {
        this.options = options;
    }
}
