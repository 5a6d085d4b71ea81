// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace kaunt {

/// Why a resource was not fetched, as a value. `message` is what the other side said (the first of error, errors,
/// message, detail, title; kaunt-api.md, GET), or the system's words; the sentence for people is made from the whole in
/// ui and cli.
struct FetchError {
    enum class Step {
        Url,         ///< no URL, or one where nothing may be sent
        Credentials, ///< none for this tenant
        Token,       ///< the token endpoint said no or made no sense
        Connect,     ///< no connection, or it broke
        Tls,
        Redirect, ///< to somewhere credentials may not go, or too many
        Status,   ///< the resource's answer was no 2xx
        Body,     ///< a good status with a body that can't be used; the reason says why
        Deadline, ///< the whole took longer than allowed
        Cancelled,
    };

    /// Why nothing was sent on: of step Url for the event's URL, of step Token for the API base, of step Redirect for
    /// the place that the answer pointed to, of the steps Tls, Connect and Deadline for whom we would have spoken to.
    /// AnswerIsPage is of step Token, Status or Body, the other Answer… of step Body, HandshakeFailed of step Tls,
    /// ConnectTimedOut and NotInTime of step Deadline, what else stands behind ClosedUnanswered of step Connect.
    enum class Reason {
        None,             ///< the step says it all
        NoUrl,            ///< none with a host, or with characters that parsers disagree about
        SchemeNotAllowed, ///< neither https nor plain http to a listed host of this machine
        UserInfo,
        DotSegments, ///< "." or "..", percent-encoded or not, which would be called as something else
        OriginNotAllowed,
        NoLocation, ///< a redirect to nowhere
        TooManyRedirects,
        AuthorityUnknown, ///< nobody whom we trust vouches for the peer's certificate
        CertificateExpired,
        CertificateNotYetValid,
        HostNotNamed,      ///< the certificate is of another host
        CaFileNotReadable, ///< the file of further authorities; `host` is its path
        CaFileDamaged,     ///< it holds no certificate, or a damaged one
        CaFileWithoutCa,   ///< no certificate in it may sign others
        AnswerIsPage,      ///< HTML in place of JSON: something in between may have answered
        AnswerEmpty,
        AnswerTooLarge, ///< than the cap; the answer kept is its beginning
        AnswerCutShort, ///< the connection ended, or stood still, before the answer was whole
        AnswerNoJson,
        AnswerNoResource,    ///< JSON, and nothing in it but the wrapper, or null
        AnswerEndsEarly,     ///< it stops in the middle of its JSON, whatever its declared length
        AnswerOtherEncoding, ///< no UTF-8, or packed; `host` is what the answer says that it is, where it does
        AnswerTooComplex,    ///< JSON that is nested deeper, or has more values, than is read
        ClosedUnanswered,    ///< of step Connect: the peer took the request and closed the connection
        Unanswered,          ///< of step Connect: the peer took the request, and no whole answer came in time
        NoClientSecret,      ///< of step Credentials: the client id stands alone
        InterimAnswer,       ///< of step Connect: a 1xx, behind which this program can't wait
        ThroughProxy,        ///< no connection, and it would have gone through the proxy `host`
        HostNotFound,        ///< no address is known for that name
        ConnectionRefused,
        ConnectTimedOut, ///< no connection, and no time left to wait for one; of step Connect, too
        NotConnected,    ///< for another reason, which the system names
        HandshakeFailed, ///< with no certificate to blame, or for what is wrong with it besides the above
        NotInTime,       ///< somebody was asked, or about to be, when the time was over
    };

    /// What was asked for.
    enum class Asked { Unknown, Token, Resource };

    Step step = Step::Connect;
    int status = 0; ///< HTTP status of the answer that ended it; 0 where there was none
    QString correlationId = {};
    QString message = {};
    Reason reason = Reason::None;
    /// What `reason` is about: a host, with its port where that was given or somebody was to be spoken to; null where
    /// there is none.
    QString host = {};
    /// How long the answer asks to wait, where it does. Not kept in the log, where it would be told too late.
    std::optional<std::chrono::milliseconds> askedWait = {};
    Asked asked = Asked::Unknown; ///< known of the steps Connect, Tls and Deadline, once somebody was to be spoken to
    QString behindProxy = {};     ///< of ThroughProxy: the host and port that the proxy would have led to

    bool operator==(const FetchError&) const = default;
};

/// The error, said to be of a web page where `body`, the answer's, is one: then the message is what it calls itself. Of
/// the steps Token, Status and Body only. Pure.
[[nodiscard]] FetchError withPage(FetchError error, QByteArrayView body);

/// Whether the API, or what stands in its place, was spoken to, for all that is known. Pure.
[[nodiscard]] bool wasReached(const FetchError& error);

/// "url", "credentials", "token", "connect", "tls", "redirect", "status", "body", "deadline", "cancelled".
[[nodiscard]] QString fetchStepCode(FetchError::Step step);
[[nodiscard]] std::optional<FetchError::Step> fetchStepFromCode(QStringView code);
/// "no-url", "scheme-not-allowed", "user-info", "dot-segments", "origin-not-allowed", "no-location",
/// "too-many-redirects", "authority-unknown", "certificate-expired", "certificate-not-yet-valid", "host-not-named",
/// "ca-file-not-readable", "ca-file-damaged", "ca-file-without-ca", "answer-is-page", "answer-empty",
/// "answer-too-large", "answer-cut-short", "answer-no-json", "answer-no-resource", "answer-ends-early",
/// "answer-other-encoding", "answer-too-complex", "closed-unanswered", "unanswered", "no-client-secret",
/// "interim-answer", "through-proxy", "host-not-found", "connection-refused", "connect-timed-out", "not-connected",
/// "handshake-failed", "not-in-time"; null of None.
[[nodiscard]] QString fetchReasonCode(FetchError::Reason reason);
/// The reason of that code; None of what is no code.
[[nodiscard]] FetchError::Reason fetchReasonFromCode(QStringView code);
/// "token", "resource"; null of Unknown.
[[nodiscard]] QString fetchAskedCode(FetchError::Asked asked);
/// Unknown of what is no code.
[[nodiscard]] FetchError::Asked fetchAskedFromCode(QStringView code);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::FetchError)
