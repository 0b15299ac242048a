package dev.orrery.fetcher.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.push.Signature.Trust;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    private static final String BODY = "what do ya want for nothing?";
    private static final Signature SIGNATURE = new Signature(List.of("Jefe"));

    /// RFC 4231 test case 2, RFC 2202 test case 2.
    @ParameterizedTest
    @CsvSource({
        "CONTENT, sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "CONTENT, SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843",
        "CONTENT, sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
        "CONTENT, sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
        "CALL, sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    })
    void aRightSignatureIsTrustedAsFarAsItsMethodGoes(Trust trust, String header) {
        assertThat(SIGNATURE.of(header, BODY.getBytes(UTF_8))).isEqualTo(trust);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256",
                "sha256=",
                "sha256=5bdc",
                "sha256=zz",
                "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844",
                // The right one of another method.
                "sha256=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
                "sha1=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c7a",
                "md5=750c783e6ab0b503eaa86e310a5db738",
                "none=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            })
    void whatIsNotSignedRightlyIsNotTrusted(String header) {
        assertThat(SIGNATURE.of(header, BODY.getBytes(UTF_8))).isEqualTo(Trust.NONE);
        assertThat(SIGNATURE.of(null, BODY.getBytes(UTF_8))).isEqualTo(Trust.NONE);
    }

    @Test
    void aChangedBodyIsNotTrusted() {
        var header = "sha256=" + TestHub.hmac("sha256", "Jefe", BODY);

        assertThat(SIGNATURE.of(header, BODY.toUpperCase(Locale.ROOT).getBytes(UTF_8)))
                .isEqualTo(Trust.NONE);
    }

    @Test
    void theSecretBeforeStillCounts() {
        var both = new Signature(List.of("new", "Jefe"));

        assertThat(both.of("sha256=" + TestHub.hmac("sha256", "Jefe", BODY), BODY.getBytes(UTF_8)))
                .isEqualTo(Trust.CONTENT);
        assertThat(both.of("sha256=" + TestHub.hmac("sha256", "new", BODY), BODY.getBytes(UTF_8)))
                .isEqualTo(Trust.CONTENT);
        assertThat(both.of("sha256=" + TestHub.hmac("sha256", "older", BODY), BODY.getBytes(UTF_8)))
                .isEqualTo(Trust.NONE);
    }

    @Test
    void aHubThatNeverGotASecretCanOnlyCall() {
        var none = new Signature(List.of());

        assertThat(none.of(null, BODY.getBytes(UTF_8))).isEqualTo(Trust.CALL);
        assertThat(none.of("sha256=" + TestHub.hmac("sha256", "x", BODY), BODY.getBytes(UTF_8)))
                .isEqualTo(Trust.CALL);
    }
}
