// SPDX-License-Identifier: MIT
#include "core/tls/handshakefailure.h"

#include <QTest>

#include <openssl/err.h>
#include <openssl/sslerr.h>

using kaunt::tls::handshakeFailureOf;
using Failure = kaunt::tls::HandshakeFailure;

/// The alerts of clients that are hard to come by; test_receivertls has the others from real ones.
class TestHandshakeFailure final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsOfAlerts_data();
    void tellsOfAlerts();
    void takesSilenceForLeaving();
};

void TestHandshakeFailure::tellsOfAlerts_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<Failure>("failure");
    QTest::newRow("unknown_ca") << SSL_R_TLSV1_ALERT_UNKNOWN_CA << Failure::CertificateUnknown;
    QTest::newRow("certificate_expired") << SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED << Failure::CertificateExpired;
    QTest::newRow("bad_certificate") << SSL_R_SSLV3_ALERT_BAD_CERTIFICATE << Failure::CertificateRefused;
    QTest::newRow("certificate_unknown") << SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN << Failure::CertificateRefused;
    QTest::newRow("certificate_revoked") << SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED << Failure::CertificateRefused;
    QTest::newRow("unsupported_certificate")
        << SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE << Failure::CertificateRefused;
    QTest::newRow("protocol_version") << SSL_R_TLSV1_ALERT_PROTOCOL_VERSION << Failure::VersionTooOld;
    QTest::newRow("handshake_failure") << SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE << Failure::NothingShared;
    QTest::newRow("no_application_protocol") << SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL << Failure::ProtocolNotSpoken;
    QTest::newRow("internal_error") << SSL_R_TLSV1_ALERT_INTERNAL_ERROR << Failure::Other;
}

void TestHandshakeFailure::tellsOfAlerts()
{
    QFETCH(const int, reason);
    QFETCH(const Failure, failure);
    QCOMPARE(handshakeFailureOf(ERR_PACK(ERR_LIB_SSL, 0, reason)), failure);
}

void TestHandshakeFailure::takesSilenceForLeaving()
{
    QCOMPARE(handshakeFailureOf(0), Failure::Left);
    QCOMPARE(handshakeFailureOf(ERR_PACK(ERR_LIB_SSL, 0, SSL_R_UNEXPECTED_EOF_WHILE_READING)), Failure::Left);
}

QTEST_APPLESS_MAIN(TestHandshakeFailure)
#include "test_handshakefailure.moc"
