package dev.orrery.publisher.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    203.0.113.9,         -,                        203.0.113.9
                    203.0.113.9,         198.51.100.1,             203.0.113.9
                    10.1.2.3,            198.51.100.1,             198.51.100.1
                    127.0.0.1,           '1.1.1.1, 198.51.100.1',  198.51.100.1
                    127.0.0.1,           nonsense,                 127.0.0.1
                    2001:db8:1:2:3:4:5:6, -,                       20010db800010002
                    127.0.0.1,           2001:db8:1:2::9,          20010db800010002
                    """)
    void aReaderIsCountedByTheAddressThatOurProxySaw(String remote, String forwardedFor, String address) {
        assertThat(Readers.address(remote, forwardedFor)).isEqualTo(address);
    }
}
