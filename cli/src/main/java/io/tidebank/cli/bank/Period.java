package io.tidebank.cli.bank;

import java.time.LocalDate;

/** From the end of one day to the end of another. */
public record Period(LocalDate from, LocalDate to) {}
