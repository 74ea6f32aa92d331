package io.tidebank.market.life;

import io.tidebank.market.plan.Calendar;
import io.tidebank.market.plan.Catalogue;
import io.tidebank.market.plan.Planted;
import io.tidebank.market.plan.Texts;

/** What people find when they look around: the planted truth, the calendar, the goods and the words. */
public record Surroundings(Planted planted, Calendar calendar, Catalogue catalogue, Texts texts) {}
