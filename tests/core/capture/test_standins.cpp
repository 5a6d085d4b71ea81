// SPDX-License-Identifier: MIT
#include "core/capture/standins.h"

#include <QTest>

using namespace kaunt;

using Kind = StandIns::Kind;

class TestStandIns final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areTheSameForTheSameValue();
    void differForDifferentValues();
    void differInEveryCapture();
    void keepTheShape();
    void keepWhatSaysNothing_data();
    void keepWhatSaysNothing();
    void takeUrlsApart_data();
    void takeUrlsApart();
    void changeWhatATextNames();
    void findWhatStandsBehindAnother();
    void findNamesInPaths();
    void findNamesOfTwoLetters();
    void leaveWhatStandsThereAlready();
    void maskWhatCannotBeRead();
    void areMadeOfLongTextsToo();
};

void TestStandIns::areTheSameForTheSameValue()
{
    StandIns standIns;
    const QString uuid = QStringLiteral("4f0c0b52-0000-4000-8000-00000000000a");
    QCOMPARE(standIns.of(uuid, Kind::Identifier), standIns.ofUnknown(uuid));
    QCOMPARE(standIns.of(uuid.toUpper(), Kind::Identifier), standIns.of(uuid, Kind::Company).toUpper());
    const QString company = standIns.of(QStringLiteral("Nordlys"), Kind::Company);
    QCOMPARE(standIns.of(QStringLiteral("Nordlys"), Kind::Text), company);
    QCOMPARE(standIns.counts().value(QStringLiteral("identifier")), 4);
    QCOMPARE(standIns.counts().value(QStringLiteral("company")), 2);
}

void TestStandIns::differForDifferentValues()
{
    StandIns standIns;
    QSet<QString> made;
    constexpr int many = 2'000;
    for (int i = 0; i < many; ++i)
        made.insert(standIns.ofUnknown(QStringLiteral("A%1").arg(i + 1'000)));
    QCOMPARE(made.size(), many);
}

void TestStandIns::differInEveryCapture()
{
    const QString value = QStringLiteral("DK12345678");
    QVERIFY(StandIns().of(value, Kind::Identifier) != StandIns().of(value, Kind::Identifier));
}

void TestStandIns::keepTheShape()
{
    StandIns standIns;
    const QString tax = standIns.ofUnknown(QStringLiteral("DK12345678"));
    static const QRegularExpression taxNumber(QStringLiteral("^[A-Z]{2}\\d{8}$"));
    QVERIFY2(taxNumber.match(tax).hasMatch(), qPrintable(tax));
    const QString uuid = standIns.ofUnknown(QStringLiteral("4f0c0b52-0000-4000-8000-00000000000a"));
    static const QRegularExpression randomUuid(
        QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$"));
    QVERIFY2(randomUuid.match(uuid).hasMatch(), qPrintable(uuid));
    QVERIFY(standIns.ofUnknown(QStringLiteral("a@b.dk")).endsWith(QStringLiteral("@example.com")));
}

void TestStandIns::keepWhatSaysNothing_data()
{
    QTest::addColumn<QString>("value");
    for (const char* value :
         {"", "1", "100", "-2.50", "2026-01-26", "2026-01-26T10:00:00Z", "2026-01-26T10:00:00+01:00"})
        QTest::newRow(value) << QString::fromLatin1(value);
}

void TestStandIns::keepWhatSaysNothing()
{
    QFETCH(const QString, value);
    QCOMPARE(StandIns().ofUnknown(value), value);
}

void TestStandIns::takeUrlsApart_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("of the API") << QStringLiteral("https://api.kaunt.com/v1/companies/A%20B/proposals/x77")
                                << QStringLiteral(
                                       "https://api\\.kaunt\\.com/v1/companies/company-1/proposals/[a-z]\\d\\d");
    QTest::newRow("of somebody") << QStringLiteral("https://user:pw@files.acme.dk:444/doc?sig=abc123def&page=2#top")
                                 << QStringLiteral(
                                        "https://host-1\\.example:444/doc\\?sig=[a-z]{3}\\d{3}[a-z]{3}&page=2#[a-z]+");
    QTest::newRow("here") << QStringLiteral("http://127.0.0.1:8787/webhooks/kaunt")
                          << QStringLiteral("http://127\\.0\\.0\\.1:8787/webhooks/kaunt");
    // A name in brackets is not what an export leaves in place of a credential.
    QTest::newRow("bracketed")
        << QStringLiteral("http://127.0.0.1/hook?who=%5BJens%20Hansen%5D&cpr=0101701234&t=%5Bredacted%5D")
        << QStringLiteral("http://127\\.0\\.0\\.1/hook\\?who=text-1&cpr=(?!0101701234)\\d{10}&t=%5Bredacted%5D");
    QTest::newRow("whose names tell")
        << QStringLiteral("http://127.0.0.1/hook?DK12345678=1&page=2&me%40nordlys.dk=&%5Bredacted%5D=x")
        << QStringLiteral("http://127\\.0\\.0\\.1/hook\\?(?!DK12345678)[A-Z]{2}\\d{8}=1&page=2&mail-1%40example\\.com=&"
                          "%5Bredacted%5D=text-1");
    QTest::newRow("odd") << QStringLiteral("https://") << QStringLiteral("https://");
}

void TestStandIns::takeUrlsApart()
{
    QFETCH(const QString, url);
    QFETCH(const QString, pattern);
    const QString replaced = StandIns().ofUrl(url);
    QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(replaced).hasMatch(),
             qPrintable(replaced));
}

void TestStandIns::changeWhatATextNames()
{
    StandIns standIns;
    const QString company = standIns.of(QStringLiteral("Nordlys A/S"), Kind::Company);
    const QString text = standIns.inText(
        QStringLiteral("Invoice 66295 of nordlys a/s was not found, ask me@nordlys.dk about 12 lines."));
    QVERIFY(text.startsWith(QStringLiteral("Invoice ")));
    QVERIFY(text.contains(company));
    QVERIFY(text.contains(QStringLiteral("12 lines")));
    for (const char* value : {"66295", "nordlys", "me@"})
        QVERIFY2(!text.contains(QLatin1String(value), Qt::CaseInsensitive), qPrintable(text));
}

void TestStandIns::findNamesInPaths()
{
    StandIns standIns;
    (void)standIns.of(QStringLiteral("nordlys"), Kind::Identifier); // it is a name all the same
    const QString company = standIns.of(QStringLiteral("nordlys"), Kind::Company);
    (void)standIns.of(QStringLiteral("companies"), Kind::Text);
    QCOMPARE(standIns.ofPath(QStringLiteral("/v1/documentai/company/nordlys/hooks")),
             QStringLiteral("/v1/documentai/company/%1/hooks").arg(company));
    QCOMPARE(standIns.ofPath(QStringLiteral("/hook-Nordlys/nordlyset/companies/nordlys")),
             QStringLiteral("/hook-%1/nordlyset/companies/%1").arg(company));
}

void TestStandIns::findNamesOfTwoLetters()
{
    StandIns standIns;
    const QString company = standIns.of(QStringLiteral("IF"), Kind::Company);
    const QString vendor = standIns.of(QStringLiteral("BP"), Kind::Name);
    QCOMPARE(standIns.inText(QStringLiteral("IF og BP: see if (BP) has a BPM or an \u00c5IF.")),
             QStringLiteral("%1 og %2: see if (%2) has a BPM or an \u00c5IF.").arg(company, vendor));
}

/// "company" is a name here, and stands in what stands for names.
void TestStandIns::leaveWhatStandsThereAlready()
{
    StandIns standIns;
    const QString longer = standIns.of(QStringLiteral("The company of Ole"), Kind::Company);
    const QString shorter = standIns.of(QStringLiteral("company"), Kind::Name);
    QCOMPARE(standIns.inText(QStringLiteral("the Company of Ole is a company")),
             longer + QStringLiteral(" is a ") + shorter);
}

void TestStandIns::maskWhatCannotBeRead()
{
    QCOMPARE(StandIns().masked("<a>Ab 12\xe6</a>"), QByteArray("<x>xx 00\xff</x>"));
}

/// To read them over and over takes minutes; and a search that is given up replaces nothing behind.
void TestStandIns::areMadeOfLongTextsToo()
{
    constexpr qsizetype many = 500'000;
    StandIns standIns;
    const QString letters(many, u'a');
    QCOMPARE(standIns.inText(letters + QStringLiteral(" of me@nordlys.dk")),
             letters + QStringLiteral(" of mail-1@example.com"));
    QCOMPARE(standIns.of(letters + u'1', Kind::Identifier).size(), many + 1);
    QCOMPARE(standIns.ofAuthority(QString(many, u'@') + QStringLiteral("::")), QStringLiteral("host-1.example"));
}

/// What was found ends where it ends, also within a word.
void TestStandIns::findWhatStandsBehindAnother()
{
    const QString uuid = QStringLiteral("4f0c0b52-aaaa-4000-8000-00000000000a");
    StandIns standIns;
    const QString text = standIns.inText(uuid + QStringLiteral("-123456, ") + uuid + QStringLiteral("me@nordlys.dk"));
    for (const char* value : {"4f0c0b52", "123456", "nordlys"})
        QVERIFY2(!text.contains(QLatin1String(value)), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestStandIns)
#include "test_standins.moc"
