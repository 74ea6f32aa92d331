package io.tidebank.collect.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidebank.touch.Touch;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every name of the published e-commerce and e-mail specifications is known, also where nothing but custom is meant. */
class SpecificationNamesTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Products Searched              | search
            Product List Viewed            | visit
            Product List Filtered          | visit
            Promotion Viewed               | impression
            Promotion Clicked              | click
            Product Clicked                | view
            Product Viewed                 | view
            Product Added                  | cart
            Product Removed                | cart_remove
            Cart Viewed                    | visit
            Checkout Started               | checkout
            Checkout Step Viewed           | checkout
            Checkout Step Completed        | checkout
            Payment Info Entered           | checkout
            Order Completed                | order
            Order Updated                  | custom
            Order Cancelled                | cancel
            Order Refunded                 | refund
            Coupon Entered                 | custom
            Coupon Applied                 | coupon_use
            Coupon Removed                 | custom
            Coupon Denied                  | custom
            Product Added to Wishlist      | favourite
            Product Removed from Wishlist  | custom
            Wishlist Product Added to Cart | cart
            Product Shared                 | share
            Cart Shared                    | share
            Product Reviewed               | review
            Viewed Product Category        | visit
            Viewed Promotion               | impression
            Clicked Promotion              | click
            Viewed Product                 | view
            Clicked Product                | view
            Added Product                  | cart
            Removed Product                | cart_remove
            Started Order                  | checkout
            Viewed Checkout Step           | checkout
            Completed Checkout Step        | checkout
            Updated Order                  | custom
            Completed Order                | order
            Email Delivered                | message_delivered
            Email Opened                   | message_opened
            Email Link Clicked             | message_clicked
            Email Bounced                  | custom
            Email Marked as Spam           | unsubscribe
            Unsubscribed                   | unsubscribe
            """)
    void aNameHasItsKind(String name, String kind) {
        LiveBrand brand = new LiveBrand(home);

        assertThat(brand.track(name, "{\"product_id\":\"p1\",\"order_id\":\"o1\",\"revenue\":5}"))
                .first()
                .extracting(Touch::kind)
                .isEqualTo(kind);
        assertThat(brand.reader().knows(name)).isTrue();
    }
}
