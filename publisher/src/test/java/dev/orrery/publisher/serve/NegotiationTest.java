package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                            | IDENTITY",
                "''                           | IDENTITY",
                "gzip                         | GZIP",
                "GZIP                         | GZIP",
                "x-gzip                       | GZIP",
                "gzip, deflate, br, zstd      | BROTLI",
                "br;q=1.0, gzip;q=0.5         | BROTLI",
                "br;q=0.5, gzip               | GZIP",
                "br;q=0, gzip;q=0             | IDENTITY",
                "gzip;q=0                     | IDENTITY",
                "gzip; q=0.000, *             | IDENTITY",
                "gzip;q=0.5, identity         | IDENTITY",
                "*                            | GZIP",
                "*;q=0                        | IDENTITY",
                "identity                     | IDENTITY",
                "xgzip, brotli                | IDENTITY",
                "gzip;q=much                  | GZIP",
                "deflate, gzip;q=1.0, *;q=0.5 | GZIP",
            })
    void readersAreSentWhatTheyLikeBest(String acceptEncoding, Coding coding) {
        assertThat(Negotiation.coding(acceptEncoding)).isEqualTo(coding);
    }
}
