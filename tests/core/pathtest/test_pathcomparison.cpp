// SPDX-License-Identifier: MIT
#include "core/pathtest/pathreport.h"
#include "core/sha256.h"

#include <QTest>

#include <algorithm>

using namespace kaunt;
using Kind = PathChange::Kind;
using Effect = PathChange::Effect;

namespace {

const QByteArray secret = "whsec";

PathProbe probeNamed(const QString& name)
{
    const QList<PathProbe> all =
        pathProbes({QUrl(QStringLiteral("http://desk:8787/hook")), secret, QStringLiteral("5f3a"), {}});
    return *std::find_if(all.cbegin(), all.cend(), [&name](const PathProbe& probe) { return probe.name == name; });
}

/// As it arrives where nothing is changed.
DeliveryRecord arrivalOf(const PathProbe& probe)
{
    DeliveryRecord record;
    record.method = "POST";
    record.target = "/hook";
    record.headers = HeaderList{{"Host", "desk:8787"}} + probe.delivery.headers;
    record.headers.append({"Content-Length", QByteArray::number(probe.delivery.body.size())});
    record.body = probe.delivery.body;
    record.summary.number = 7;
    record.summary.status = 200;
    record.summary.verdict = Verdict::Verified;
    record.summary.bodyBytes = record.body.size();
    record.summary.bodySha256 = sha256(record.body).toHex();
    return record;
}

void setBody(DeliveryRecord& record, const QByteArray& body, qsizetype kept = -1)
{
    record.body = kept < 0 ? body : body.left(kept);
    record.summary.bodyBytes = body.size();
    record.summary.bodySha256 = sha256(body).toHex();
    record.summary.verdict = Verdict::Mismatch;
    record.summary.status = 401;
}

SendOutcome answered(int status)
{
    SendOutcome outcome;
    outcome.status = status;
    return outcome;
}

QList<PathChange> changesOf(const PathProbe& probe, const DeliveryRecord& record)
{
    return pathResult(probe, secret, answered(record.summary.status), {record}).changes;
}

Header& header(DeliveryRecord& record, const char* name)
{
    return *std::find_if(record.headers.begin(), record.headers.end(),
                         [name](const Header& one) { return isNamed(one, name); });
}

} // namespace

class TestPathComparison final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsNothingWhereNothingChanged();
    void namesWhatBecameOfABody();
    void comparesWhatTheLogHasKept();
    void listsHeaders();
    void aSignatureMayNotChange();
    void aSignatureMayBeWrittenOtherwise();
    void tellsHowItArrived();
    void tellsPathAndQueryApart();
    void tellsWhatTheSenderWasAnswered();
    void tellsWhatNeverArrived();
    void tellsASharedChangeOnce();
};

void TestPathComparison::findsNothingWhereNothingChanged()
{
    const PathProbe probe = probeNamed(QStringLiteral("plain"));
    QVERIFY(changesOf(probe, arrivalOf(probe)).isEmpty());
}

void TestPathComparison::namesWhatBecameOfABody()
{
    const PathProbe probe = probeNamed(QStringLiteral("trailing-newline"));
    DeliveryRecord record = arrivalOf(probe);
    setBody(record, probe.delivery.body.chopped(1));
    const QList<PathChange> changes = changesOf(probe, record);
    QCOMPARE(changes.size(), 1);
    QVERIFY(changes.constFirst().kind == Kind::BodyChanged && changes.constFirst().effect == Effect::Breaking);
    QCOMPARE(changes.constFirst().cause, QStringLiteral("body-newline"));
    QCOMPARE(changes.constFirst().offset, probe.delivery.body.size() - 1);
    QCOMPARE(changes.constFirst().was, QByteArray("\n"));
    QVERIFY(changes.constFirst().came.isEmpty());
    setBody(record, "something else");
    QCOMPARE(changesOf(probe, record).constFirst().cause, QStringLiteral("body-changed"));
}

void TestPathComparison::comparesWhatTheLogHasKept()
{
    constexpr qsizetype kept = 65'536;
    const PathProbe probe = probeNamed(QStringLiteral("mebibyte"));
    DeliveryRecord record = arrivalOf(probe);
    QByteArray body = probe.delivery.body;
    body[1'000] = '!';
    setBody(record, body, kept);
    QCOMPARE(changesOf(probe, record).constFirst().offset, 1'000);
    QCOMPARE(changesOf(probe, record).constFirst().cause, QStringLiteral("body-changed"));
    setBody(record, probe.delivery.body.left(100'000), kept);
    QCOMPARE(changesOf(probe, record).constFirst().cause, QStringLiteral("body-truncated"));
    QCOMPARE(changesOf(probe, record).constFirst().cameBytes, 100'000);
}

void TestPathComparison::listsHeaders()
{
    const PathProbe probe = probeNamed(QStringLiteral("header-fields"));
    DeliveryRecord record = arrivalOf(probe);
    header(record, "Host").value = "inside";
    header(record, "X-KAUNT-Monitor-cAsE").name = "X-Kaunt-Monitor-Case";
    header(record, "x_kaunt_monitor_underscore").name = "X-Kaunt-Monitor-Underscore";
    header(record, "X-Kaunt-Monitor-Twice").value = "one, two";
    record.headers.removeIf([](const Header& one) { return one.value == "two" || one.name == "X-Kaunt-Monitor-Long"; });
    record.headers.append(Header{"Via", "1.1 proxy"});
    QStringList found;
    for (const PathChange& change : changesOf(probe, record)) {
        QVERIFY(change.effect == Effect::Harmless);
        found.append(pathChangeCode(change.kind) + u' ' + QString::fromLatin1(change.name));
    }
    found.sort();
    QCOMPARE(found, QStringList({QStringLiteral("header-added Via"), QStringLiteral("header-changed Host"),
                                 QStringLiteral("header-changed X-Kaunt-Monitor-Twice"),
                                 QStringLiteral("header-removed X-Kaunt-Monitor-Long"),
                                 QStringLiteral("header-renamed x_kaunt_monitor_underscore"),
                                 QStringLiteral("letters-changed ")}));
    record = arrivalOf(probe);
    std::reverse(record.headers.begin(), record.headers.end());
    const QList<PathChange> reordered = changesOf(probe, record);
    QVERIFY(std::any_of(reordered.cbegin(), reordered.cend(),
                        [](const PathChange& change) { return change.kind == Kind::OrderChanged; }));
}

void TestPathComparison::aSignatureMayNotChange()
{
    const PathProbe probe = probeNamed(QStringLiteral("plain"));
    DeliveryRecord lowerCase = arrivalOf(probe);
    header(lowerCase, signatureHeaderName).name = "x-signature-sha256";
    QVERIFY(changesOf(probe, lowerCase).constFirst().kind == Kind::LettersChanged);
    DeliveryRecord renamed = arrivalOf(probe);
    header(renamed, signatureHeaderName).name = "X-Original-Signature";
    renamed.summary.verdict = Verdict::Missing;
    QVERIFY(changesOf(probe, renamed).constFirst().kind == Kind::SignatureLost);
    DeliveryRecord removed = arrivalOf(probe);
    removed.headers.removeIf([](const Header& one) { return isNamed(one, signatureHeaderName); });
    removed.summary.verdict = Verdict::Missing;
    const QList<PathChange> changes = changesOf(probe, removed);
    QCOMPARE(changes.size(), 1);
    QVERIFY(changes.constFirst().kind == Kind::SignatureLost && changes.constFirst().effect == Effect::Breaking);
}

void TestPathComparison::aSignatureMayBeWrittenOtherwise()
{
    const PathProbe probe = probeNamed(QStringLiteral("plain"));
    DeliveryRecord upper = arrivalOf(probe);
    QByteArray& value = header(upper, signatureHeaderName).value;
    value = "sha256=" + value.toUpper();
    const QList<PathChange> changes = changesOf(probe, upper); // it verified
    QCOMPARE(changes.size(), 1);
    QVERIFY(changes.constFirst().kind == Kind::SignatureRewritten);
    QVERIFY(changes.constFirst().effect == Effect::Remarkable);
}

void TestPathComparison::tellsHowItArrived()
{
    const PathProbe probe = probeNamed(QStringLiteral("plain"));
    DeliveryRecord record = arrivalOf(probe);
    record.target = "/inner/hook";
    QVERIFY(changesOf(probe, record).constFirst().kind == Kind::TargetChanged);
    QVERIFY(changesOf(probe, record).constFirst().effect == Effect::Harmless);
    record.summary.verdict = Verdict::Misdirected;
    QVERIFY(changesOf(probe, record).constFirst().effect == Effect::Breaking);
    record = arrivalOf(probe);
    record.summary.verdict = Verdict::NoSecret;
    QVERIFY(changesOf(probe, record).constFirst().kind == Kind::NotVerified);
    record = arrivalOf(probe);
    record.headers.removeLast();
    record.headers.append(Header{"Transfer-Encoding", "chunked"});
    QVERIFY(changesOf(probe, record).constFirst().kind == Kind::FramingChanged);
    const PathResult twice = pathResult(probe, secret, answered(200), {arrivalOf(probe), arrivalOf(probe)});
    QVERIFY(twice.changes.constFirst().kind == Kind::ArrivedRepeatedly);
}

void TestPathComparison::tellsPathAndQueryApart()
{
    const PathProbe probe = probeNamed(QStringLiteral("query"));
    DeliveryRecord record = arrivalOf(probe);
    record.target = "/hook";
    QList<PathChange> changes = changesOf(probe, record);
    QCOMPARE(changes.size(), 1);
    QVERIFY(changes.constFirst().kind == Kind::QueryChanged && changes.constFirst().effect == Effect::Remarkable);
    QVERIFY(changes.constFirst().was.startsWith('?') && changes.constFirst().came.isEmpty());

    // The path has an endpoint: it is the method that it does not take.
    const PathProbe plain = probeNamed(QStringLiteral("plain"));
    record = arrivalOf(plain);
    record.method = "GET";
    record.target = "/inner/hook";
    record.summary.verdict = Verdict::Misdirected;
    record.summary.endpoint = QStringLiteral("default");
    changes = changesOf(plain, record);
    QVERIFY(changes.at(0).kind == Kind::MethodChanged && changes.at(0).effect == Effect::Breaking);
    QVERIFY(changes.at(1).kind == Kind::TargetChanged && changes.at(1).effect == Effect::Harmless);
}

void TestPathComparison::tellsWhatTheSenderWasAnswered()
{
    const PathProbe probe = probeNamed(QStringLiteral("plain"));
    DeliveryRecord record = arrivalOf(probe);
    for (const int status : {502, 0}) {
        const PathResult lost = pathResult(probe, secret, answered(status), {record});
        QVERIFY(lost.changes.constFirst().kind == Kind::AnswerChanged && lost.effect() == Effect::Breaking);
    }
    QVERIFY(pathResult(probe, secret, answered(204), {record}).effect() == Effect::Remarkable);
    record.summary.status = 503; // on purpose: it came back as it was given
    QVERIFY(pathResult(probe, secret, answered(503), {record}).changes.isEmpty());
}

void TestPathComparison::tellsWhatNeverArrived()
{
    const PathResult refused = pathResult(probeNamed(QStringLiteral("plain")), secret, answered(403), {});
    QCOMPARE(refused.changes.constFirst().status, 403);
    QVERIFY(refused.effect() == Effect::Breaking);
    // Kaunt's own are small.
    QVERIFY(pathResult(probeNamed(QStringLiteral("mebibyte")), secret, answered(413), {}).effect() ==
            Effect::Remarkable);
}

void TestPathComparison::tellsASharedChangeOnce()
{
    PathReport report;
    for (const char* name : {"plain", "emoji", "bom"}) {
        const PathProbe probe = probeNamed(QLatin1String(name));
        DeliveryRecord record = arrivalOf(probe);
        record.headers.append(Header{"X-Request-Id", name});
        if (probe.name == QStringLiteral("bom"))
            setBody(record, probe.delivery.body.mid(3));
        report.results.append(pathResult(probe, secret, answered(record.summary.status), {record}));
    }
    const QList<SharedPathChange> changes = report.changes();
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes.at(0).change.cause, QStringLiteral("body-bom"));
    QCOMPARE(changes.at(0).probes, QStringList(QStringLiteral("bom")));
    QCOMPARE(changes.at(1).probes.size(), 3);
    QCOMPARE(report.count(Effect::Harmless), 2);
    QVERIFY(report.isBroken());
}

QTEST_GUILESS_MAIN(TestPathComparison)
#include "test_pathcomparison.moc"
