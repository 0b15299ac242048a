package dev.orrery.fetcher.parse.dates;

import java.util.Map;

/// Zones by number and by name. A name that means several zones is read as RFC 822 has it, else as most writers mean
/// it; one that nobody knows is UTC.
final class Zones {
    private static final int HOUR = 3_600;
    private static final int MOST_HOURS = 18;

    private static final Map<String, Double> HOURS = Map.ofEntries(
            Map.entry("est", -5.0),
            Map.entry("edt", -4.0),
            Map.entry("et", -5.0),
            Map.entry("cst", -6.0),
            Map.entry("cdt", -5.0),
            Map.entry("ct", -6.0),
            Map.entry("mst", -7.0),
            Map.entry("mdt", -6.0),
            Map.entry("mt", -7.0),
            Map.entry("pst", -8.0),
            Map.entry("pdt", -7.0),
            Map.entry("pt", -8.0),
            Map.entry("ast", -4.0),
            Map.entry("adt", -3.0),
            Map.entry("nst", -3.5),
            Map.entry("ndt", -2.5),
            Map.entry("akst", -9.0),
            Map.entry("akdt", -8.0),
            Map.entry("hst", -10.0),
            Map.entry("brt", -3.0),
            Map.entry("art", -3.0),
            Map.entry("bst", 1.0),
            Map.entry("west", 1.0),
            Map.entry("cet", 1.0),
            Map.entry("cest", 2.0),
            Map.entry("met", 1.0),
            Map.entry("mest", 2.0),
            Map.entry("mez", 1.0),
            Map.entry("mesz", 2.0),
            Map.entry("eet", 2.0),
            Map.entry("eest", 3.0),
            Map.entry("sast", 2.0),
            Map.entry("msk", 3.0),
            Map.entry("msd", 4.0),
            Map.entry("ist", 5.5),
            Map.entry("hkt", 8.0),
            Map.entry("sgt", 8.0),
            Map.entry("awst", 8.0),
            Map.entry("jst", 9.0),
            Map.entry("kst", 9.0),
            Map.entry("acst", 9.5),
            Map.entry("aest", 10.0),
            Map.entry("aedt", 11.0),
            Map.entry("nzst", 12.0),
            Map.entry("nzdt", 13.0));

    private Zones() {}

    /// Seconds from UTC.
    static int offset(String written) {
        var zone = new Scanner(written);
        var name = zone.word();
        var hours = HOURS.get(name);
        if (hours != null) {
            return (int) (hours * HOUR);
        }
        char sign = zone.peek();
        if (sign != '+' && sign != '-') {
            return 0;
        }
        zone.skip();
        int digits = zone.digits();
        int whole = zone.number(digits > 2 ? digits - 2 : 2);
        zone.take(':');
        int minutes = zone.isDigit() ? zone.number(2) : 0;
        int seconds = whole * HOUR + minutes * 60;
        return whole < 0 || whole > MOST_HOURS || minutes > 59 ? 0 : sign == '-' ? -seconds : seconds;
    }
}
