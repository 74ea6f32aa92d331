package io.tidebank.market.life;

import io.tidebank.market.draft.Dice;
import io.tidebank.market.draft.Identifier;
import io.tidebank.market.plan.Planted;
import io.tidebank.market.plan.Shop;
import io.tidebank.market.plan.StageRates;
import io.tidebank.market.plan.Texts;
import org.jspecify.annotations.Nullable;

/** One person's traits and present state. One object lives all lives of a thread, one after the other. */
public final class Person {

    private static final int NOT_YET = -1;
    private static final int CITIES_WITH_SHOPS = 6;
    private static final double IN_SHOP_CITY = 0.34;
    private static final double[] DEVICES = {0.42, 0.80, 0.95, 1.0};
    private static final double[] DEVICE_USE = {0.72, 0.88, 0.96, 1.0};
    private static final Shop[][] SHOPS = {
        {Shop.SHANGHAI_01, Shop.SHANGHAI_02, Shop.SHANGHAI_03},
        {Shop.BEIJING_01, Shop.BEIJING_02},
        {Shop.CHENGDU_01},
        {Shop.HANGZHOU_01},
        {Shop.GUANGZHOU_01},
        {Shop.SHENZHEN_01}
    };

    private static final Stage[] STAGES_AT_START = {Stage.AWARE, Stage.INTERESTED, Stage.BUYER, Stage.UNAWARE};

    private final Planted planted;
    private final double[] start;

    long number;
    Stage stage = Stage.UNAWARE;
    double activity;
    /** Chance of ordering again on an average day. */
    double reorder;
    /** What the person is ready to pay, against others. */
    double spend;

    int devices;
    int city;

    @Nullable
    Shop homeShop;

    boolean account;
    boolean member;
    boolean fan;
    boolean inGroup;
    /** Bits of devices on which the person has logged in. */
    int loggedIn;

    int orders;
    int firstDay;
    int firstOrderDay;
    int lostDay;

    Person(Planted planted) {
        this.planted = planted;
        StageRates rates = planted.stages();
        double known = rates.awareAtStart() + rates.interestedAtStart() + rates.buyerAtStart();
        start = Dice.cumulative(
                rates.awareAtStart(), rates.interestedAtStart(), rates.buyerAtStart(), Math.max(0, 1 - known));
    }

    void begin(long person, Dice dice) {
        StageRates rates = planted.stages();
        number = person;
        stage = STAGES_AT_START[dice.pick(start)];
        activity = Math.min(15, dice.longTail(planted.activitySpread()));
        reorder = StageRates.perDay(Math.min(0.9, rates.reorder() * dice.longTail(rates.reorderSpread())));
        spend = dice.longTail(planted.spendSpread());
        devices = 1 + dice.pick(DEVICES);
        boolean near = dice.chance(IN_SHOP_CITY);
        city = near ? dice.below(CITIES_WITH_SHOPS) : dice.between(CITIES_WITH_SHOPS, Texts.cities() - 1);
        homeShop = near ? SHOPS[city][dice.below(SHOPS[city].length)] : null;
        account = stage == Stage.BUYER || dice.chance(0.2);
        member = false;
        fan = false;
        inGroup = false;
        loggedIn = 0;
        orders = 0;
        firstDay = NOT_YET;
        firstOrderDay = NOT_YET;
        lostDay = NOT_YET;
    }

    int anyDevice(Dice dice) {
        return Math.min(devices - 1, dice.pick(DEVICE_USE));
    }

    int context(int device) {
        return Texts.context(city, device, (number & 1) == 0);
    }

    /** The identifier that a device shows by itself: phones an advertising id, browsers a cookie. */
    static int weakId(int device) {
        return (device & 1) == 0 ? Identifier.DEVICE.bit() : Identifier.ANONYMOUS.bit();
    }

    /** What the till knows of a buyer. */
    int tillIds() {
        return member ? Identifier.LOYALTY.bit() | Identifier.PHONE.bit() : Identifier.PHONE.bit();
    }

    public Stage stage() {
        return stage;
    }

    public double activity() {
        return activity;
    }

    public int orders() {
        return orders;
    }

    /** Day of the first touch; below 0 if there is none. */
    public int firstDay() {
        return firstDay;
    }

    /** Day of the first order; below 0 if there is none. */
    public int firstOrderDay() {
        return firstOrderDay;
    }

    /** Day on which the person was lost for the last time; below 0 if never. */
    public int lostDay() {
        return lostDay;
    }
}
