// SPDX-License-Identifier: MIT
#include "core/api/sentsecrets.h"

#include <QTest>

using namespace kaunt;

/// What a fetch has sent is found again however a peer writes it.
class TestSentSecrets final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withholds_data();
    void withholds();
    void withholdsBothWritings();
    void findsNoSecretInAFewLetters();
    void passesOverWhatBeginsNoSecret_data();
    void passesOverWhatBeginsNoSecret();
};

void TestSentSecrets::withholds_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("kept");
    const auto row = [](const char* name, const char* secret, const char* text, const char* kept) {
        QTest::newRow(name) << QByteArray(secret) << QByteArray(text) << QByteArray(kept);
    };
    row("alone", "s3cret+/=", "s3cret+/=", "…");
    row("within", "s3cret", R"({"message":"no s3cret, s3crets"})", R"({"message":"no …, …s"})");
    row("twice in a row", "s3cret", "s3crets3cret", "……");
    row("as .NET writes JSON", "s3cret+/=", R"("s3cret\u002B/=")", R"("…")");
    row("with escaped slashes", "s3cret+/=", R"("s3cret+\/=")", R"("…")");
    row("escaped from the first", "+s3cret", R"("\u002bs3cret")", R"("…")");
    row("letters beyond ASCII", "s3cr\xc3\xa6t", R"("s3cr\u00E6t")", R"("…")");
    row("letters beyond Latin 1", "s3cr\xe2\x82\xact", R"("s3cr\u20ACt")", R"("…")");
    row("an escape in capitals", "s3cret", R"("s3cret" \U0073)", R"("…" \U0073)");
    row("quoted", "s3\"cr\\et", R"("s3\"cr\\et")", R"("…")");
    row("in a URL", "s3cret+/=", "?t=s3cret%2B%2f%3D&x", "?t=…&x");
    row("that looks escaped itself", "s3%41cret", "is s3%41cret", "is …");
    row("cut short", "s3cret", "s3cre", "s3cre");
    row("cut within an escape", "s3cret+", R"(s3cret\u00)", R"(s3cret\u00)");
    row("other text", "s3cret", "\\ % \\u %4 s3cre+t", "\\ % \\u %4 s3cre+t");
    row("nothing", "s3cret", "", "");
}

void TestSentSecrets::withholds()
{
    QFETCH(const QByteArray, secret);
    QFETCH(const QByteArray, text);
    SentSecrets secrets;
    secrets.add(secret);
    QTEST(secrets.withheld(text), "kept");
    QCOMPARE(SentSecrets().withheld(text), text);
}

void TestSentSecrets::withholdsBothWritings()
{
    const SentSecrets secrets(ApiCredentials{QStringLiteral("client"), "client secret"});
    const QString said = QStringLiteral("Basic %1 is client:client secret")
                             .arg(QString::fromLatin1(QByteArray("client:client secret").toBase64()));
    QCOMPARE(secrets.withheld(said), QStringLiteral("Basic … is client:…"));
    const QString half = QString(QChar(0xD800)) + u'x';
    QCOMPARE(secrets.withheld(half), half);
}

void TestSentSecrets::findsNoSecretInAFewLetters()
{
    SentSecrets secrets;
    secrets.add("abcde");
    secrets.add({});
    QCOMPARE(secrets.withheld(QByteArray("abcde")), QByteArray("abcde"));
    secrets.add("abcdef");
    QCOMPARE(secrets.withheld(QByteArray("abcdef")), QByteArray("…"));
}

void TestSentSecrets::passesOverWhatBeginsNoSecret_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<qint64>("compared");
    QTest::newRow("letters") << QByteArray("abc") << qint64(0);
    QTest::newRow("percent signs") << QByteArray("%%") << qint64(0);
    QTest::newRow("percent-encoding") << QByteArray("%C3%a6") << qint64(0);
    QTest::newRow("quotes") << QByteArray(R"(\")") << qint64(0);
    QTest::newRow("backslashes") << QByteArray(R"(\\)") << qint64(0);
    QTest::newRow("escaped letters") << QByteArray(R"(\u00e6\n)") << qint64(0);
    QTest::newRow("its first letter") << QByteArray("se%73") << qint64(2);
}

/// A large answer is mostly that.
void TestSentSecrets::passesOverWhatBeginsNoSecret()
{
    QFETCH(const QByteArray, part);
    QFETCH(const qint64, compared);
    constexpr qsizetype times = 100;
    SentSecrets secrets;
    secrets.add("s3cret");
    secrets.add("t0ken+/=");
    const SentSecrets::Search found = secrets.search(part.repeated(times));
    QCOMPARE(found.kept, part.repeated(times));
    QCOMPARE(found.compared, compared * times);
}

QTEST_GUILESS_MAIN(TestSentSecrets)
#include "test_sentsecrets.moc"
