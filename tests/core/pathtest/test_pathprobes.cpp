// SPDX-License-Identifier: MIT
#include "core/pathtest/pathprobes.h"
#include "core/webhook/probemark.h"
#include "core/webhook/signatureverifier.h"
#include "core/webhook/webhookevent.h"

#include <QSet>
#include <QTest>

using namespace kaunt;

namespace {

const PathTestPlan plan{
    QUrl(QStringLiteral("https://hooks.example.com/in?key=a%2Fb")), "whsec", QStringLiteral("5f3a"), {}};
const QList<SigningSecret> secrets{{QStringLiteral("current"), "whsec", false}};

QByteArray bodyOf(const QString& name)
{
    for (const PathProbe& probe : pathProbes(plan)) {
        if (probe.name == name)
            return probe.delivery.body;
    }
    return {};
}

} // namespace

class TestPathProbes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areAuthenticMarkedAndNoEvents();
    void areMarkedByTheKey();
    void areEachTheirOwn();
    void haveTheBytesThatPathsChange();
};

void TestPathProbes::areAuthenticMarkedAndNoEvents()
{
    for (const PathProbe& probe : pathProbes(plan)) {
        const OutgoingDelivery& sent = probe.delivery;
        QVERIFY(verifySignature(sent.body, headerValues(sent.headers, signatureHeaderName), secrets).verdict ==
                Verdict::Verified);
        QCOMPARE(markedProbe(sent.headers, secrets), std::optional(probe.token));
        QCOMPARE(probe.token, QStringLiteral("5f3a-") + probe.name);
        QVERIFY(!readWebhookPayload(sent.body).event); // even where the mark is lost
        QVERIFY(sent.body.contains('"' + probe.token.toLatin1() + '"'));
    }
}

/// Whoever verifies with which secret.
void TestPathProbes::areMarkedByTheKey()
{
    PathTestPlan keyed = plan;
    keyed.markKey = QByteArray(32, 'k');
    for (const PathProbe& probe : pathProbes(keyed)) {
        QVERIFY(!markedProbe(probe.delivery.headers, secrets));
        QCOMPARE(markedProbe(probe.delivery.headers, {}, keyed.markKey), std::optional(probe.token));
    }
}

void TestPathProbes::areEachTheirOwn()
{
    QSet<QString> names;
    for (const PathProbe& probe : pathProbes(plan))
        names.insert(probe.name);
    QCOMPARE(names.size(), pathProbes(plan).size());
    QCOMPARE(pathProbes(plan).constFirst().name, QStringLiteral("plain"));
    QCOMPARE(pathProbes(plan).constLast().delivery.target.toString(QUrl::FullyEncoded),
             QStringLiteral("https://hooks.example.com/in?key=a%2Fb&probe=%2Fa%20b+c&empty="));
}

void TestPathProbes::haveTheBytesThatPathsChange()
{
    QVERIFY(bodyOf(QStringLiteral("trailing-newline")).endsWith("]\n"));
    QVERIFY(bodyOf(QStringLiteral("crlf")).contains("\r\n"));
    QVERIFY(!bodyOf(QStringLiteral("line-feeds")).contains('\r'));
    QVERIFY(bodyOf(QStringLiteral("bom")).startsWith("\xef\xbb\xbf["));
    QVERIFY(bodyOf(QStringLiteral("emoji")).contains("\xf0\x9f\x98\x80"));
    QVERIFY(bodyOf(QStringLiteral("escapes")).contains("\\/"));
    QCOMPARE(bodyOf(QStringLiteral("mebibyte")).size(), qsizetype{1} << 20);
    for (const PathProbe& probe : pathProbes(plan))
        QCOMPARE(probe.delivery.chunked, probe.name == QStringLiteral("chunked"));
}

QTEST_GUILESS_MAIN(TestPathProbes)
#include "test_pathprobes.moc"
