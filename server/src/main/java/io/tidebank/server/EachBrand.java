package io.tidebank.server;

import io.tidebank.brand.Tidebank;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Does the same for every brand of a home; one with which it fails does not keep it from the others. */
public final class EachBrand {

    private EachBrand() {}

    /** @param failed is told each brand with which the work has failed, and why */
    public static void run(Tidebank tidebank, Consumer<String> work, BiConsumer<String, RuntimeException> failed) {
        for (String brand : tidebank.brandNames()) {
            try {
                work.accept(brand);
            } catch (RuntimeException e) {
                failed.accept(brand, e);
            }
        }
    }
}
