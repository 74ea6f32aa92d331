package io.tidebank.server.brand;

import io.tidebank.access.Caller;
import io.tidebank.brand.Brand;
import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import io.tidebank.server.EachBrand;
import io.tidebank.server.RareLog;
import io.tidebank.server.ServerError;
import io.tidebank.server.access.Callers;
import io.tidebank.server.job.JobView;
import io.tidebank.server.job.Jobs;
import io.tidebank.server.web.HungUp;
import io.tidebank.server.wire.BrandView;
import io.tidebank.server.wire.LadderView;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The brands of the home: what there is of each, a question in SQL, and bringing it up to date. */
@RestController
@RequestMapping("/api/v1/brands")
class BrandController {

    private static final RareLog LOG = RareLog.of(LoggerFactory.getLogger(BrandController.class));

    private final Tidebank tidebank;
    private final Jobs jobs;

    BrandController(Tidebank tidebank, Jobs jobs) {
        this.tidebank = tidebank;
        this.jobs = jobs;
    }

    /** Those that can be read: one that is damaged takes nothing from the others, and alone it says what is wrong. */
    @GetMapping
    List<BrandView> list(@RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        List<BrandView> views = new ArrayList<>();
        List<RuntimeException> faults = new ArrayList<>();
        EachBrand.run(
                tidebank,
                name -> {
                    if (caller.sees(name)) {
                        Brand brand = tidebank.brand(name);
                        views.add(BrandView.of(brand.info(), brand.ladders()));
                    }
                },
                (name, fault) -> {
                    LOG.error("Brand " + name + " cannot be shown", fault);
                    faults.add(fault);
                });
        if (views.isEmpty() && !faults.isEmpty()) {
            throw faults.getFirst();
        }
        return views;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Answer add(@RequestBody NewBrand brand, HttpServletRequest call) {
        Callers.subject(call, brand.name());
        return BrandView.answer(tidebank.add(brand.name(), zone(brand.zone()), currency(brand.currency()))
                .info());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new TidebankException(
                    ServerError.REQUEST_INVALID, "'zone' is no time zone; write it as Asia/Shanghai", e);
        }
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new TidebankException(ServerError.REQUEST_INVALID, "'currency' is no ISO 4217 code, such as CNY", e);
        }
    }

    @GetMapping("/{brand}")
    Answer info(@PathVariable String brand) {
        return BrandView.answer(tidebank.brand(brand).info());
    }

    @GetMapping("/{brand}/ladders")
    List<LadderView> ladders(@PathVariable String brand) {
        return tidebank.brand(brand).ladders().stream().map(LadderView::of).toList();
    }

    @PostMapping("/{brand}/sql")
    Answer sql(@PathVariable String brand, @RequestBody SqlRequest request, HttpServletRequest call) {
        Progress untilHungUp = HungUp.progress(call);
        Brand asked = tidebank.brand(brand);
        String snapshot = request.snapshot();
        return snapshot == null
                ? asked.sql(request.select(), untilHungUp)
                : asked.sql(request.select(), snapshotOf(snapshot), untilHungUp);
    }

    private static long snapshotOf(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TidebankException(ServerError.REQUEST_INVALID, "'snapshot' is no number", e);
        }
    }

    @PostMapping("/{brand}/refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView refresh(@PathVariable String brand) {
        Brand refreshed = tidebank.brand(brand);
        return jobs.start("refresh", brand, progress -> BrandView.refreshed(refreshed, progress));
    }

    /**
     * A brand to be added to the home.
     *
     * @param zone where its days begin and end, such as Asia/Shanghai
     * @param currency of its money, ISO 4217
     */
    record NewBrand(String name, String zone, String currency) {}

    /**
     * A question in SQL.
     *
     * @param snapshot of the lake to read touches from, as text since it is longer than a number of JavaScript; null for
     *     the present one
     */
    record SqlRequest(String select, @Nullable String snapshot) {}
}
