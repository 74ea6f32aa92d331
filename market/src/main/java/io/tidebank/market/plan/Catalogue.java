package io.tidebank.market.plan;

import io.tidebank.market.draft.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The items of the demo brand: every category in every product line and three sizes, some launched on the way. */
public final class Catalogue {

    private static final List<Line> LINES = List.of(
            new Line("AQ", "Aqua Repair", "水感修护", 1.0, 3.0),
            new Line("RA", "Radiance", "光采亮颜", 1.25, 2.2),
            new Line("FI", "Firming Time", "时光紧致", 1.7, 1.6),
            new Line("CA", "Calm Barrier", "舒敏屏障", 1.15, 2.0),
            new Line("CL", "Clear Balance", "清透平衡", 0.8, 1.5),
            new Line("ME", "Men Energy", "男士活力", 0.9, 0.7));

    private static final List<Category> CATEGORIES = List.of(
            new Category("cleanser", "CLE", "Cleanser", "洁面乳", 8900, "60g", "120g", "200g", 2.0),
            new Category("remover", "REM", "Make-up Remover", "卸妆膏", 12900, "50g", "100g", "150g", 1.2),
            new Category("toner", "TON", "Toner", "化妆水", 13900, "80ml", "150ml", "250ml", 1.8),
            new Category("serum", "SER", "Serum", "精华液", 25900, "15ml", "30ml", "50ml", 2.6),
            new Category("cream", "CRE", "Cream", "面霜", 22900, "15g", "50g", "75g", 2.2),
            new Category("eye-cream", "EYE", "Eye Cream", "眼霜", 23900, "5g", "15g", "25g", 1.3),
            new Category("mask", "MAS", "Sheet Mask", "面膜", 7990, "3片", "5片", "10片", 2.4),
            new Category("sunscreen", "SUN", "Sunscreen", "防晒乳", 11900, "30ml", "50ml", "80ml", 1.6),
            new Category("body", "BOD", "Body Lotion", "身体乳", 9900, "100ml", "250ml", "400ml", 0.8),
            new Category("lip", "LIP", "Lip Balm", "润唇膏", 4990, "2g", "4g", "6g", 1.0),
            new Category("gift", "GIF", "Gift Set", "礼盒", 39900, "三件套", "五件套", "七件套", 0.9));

    private static final double[] SIZE_PRICE = {0.46, 1.0, 1.58};
    private static final double[] SIZE_WEIGHT = {0.7, 1.5, 0.8};
    private static final int EVERY_NTH_IS_NEW = 9;

    private final List<Item> items;
    private final double[] wanted;

    /** The catalogue of a market of so many days: new items are launched at even distances. */
    public Catalogue(int days) {
        List<Item> all = new ArrayList<>();
        for (Line line : LINES) {
            for (Category category : CATEGORIES) {
                for (int size = 0; size < SIZE_PRICE.length; size++) {
                    all.add(item(line, category, size, all.size(), days));
                }
            }
        }
        items = List.copyOf(all);
        wanted = Dice.cumulative(items.stream().mapToDouble(Item::weight).toArray());
    }

    private static Item item(Line line, Category category, int size, int number, int days) {
        int newcomers = LINES.size() * CATEGORIES.size() * SIZE_PRICE.length / EVERY_NTH_IS_NEW;
        boolean launched = number % EVERY_NTH_IS_NEW == EVERY_NTH_IS_NEW - 1;
        int launchDay = launched ? days * (number / EVERY_NTH_IS_NEW + 1) / (newcomers + 1) : 0;
        double charm = StrictMath.exp((Dice.scramble(number) >>> 40) * 0x1p-24 * 2.4 - 1.2);
        String amount = category.sizes(size);
        return new Item(
                category.prefix + "-" + line.code + "-" + (size + 1),
                "汐屿" + line.zh + category.zh + " " + amount,
                "Xiyu " + line.en + " " + category.en + " " + english(amount),
                category.code,
                category.zh,
                line.en.toLowerCase(Locale.ROOT).replace(' ', '-'),
                line.zh,
                Math.round(category.price * line.price * SIZE_PRICE[size] / 1000) * 1000 - (number % 3 == 0 ? 10 : 100),
                launchDay,
                line.weight * category.weight * SIZE_WEIGHT[size] * charm * (launched ? 1.8 : 1));
    }

    private static String english(String amount) {
        return amount.replace("片", " pieces")
                .replace("三件套", "of 3")
                .replace("五件套", "of 5")
                .replace("七件套", "of 7");
    }

    public List<Item> items() {
        return items;
    }

    /** Somebody's choice among what is sold on this day: a number for {@link #item}, from 0. */
    public int choose(Dice dice, int day) {
        int choice = dice.pick(wanted);
        while (items.get(choice).launchDay() > day) {
            choice = dice.pick(wanted);
        }
        return choice;
    }

    public Item item(int number) {
        return items.get(number);
    }

    private record Line(String code, String en, String zh, double price, double weight) {}

    private record Category(
            String code,
            String prefix,
            String en,
            String zh,
            long price,
            String small,
            String medium,
            String large,
            double weight) {

        String sizes(int size) {
            return switch (size) {
                case 0 -> small;
                case 1 -> medium;
                default -> large;
            };
        }
    }
}
