// SPDX-License-Identifier: MIT
#include "core/settings/settingsflaw.h"

#include <QTest>

using namespace kaunt;

using Flaw = SettingsFlaw;
using MaybeFlaw = std::optional<SettingsFlaw>;

Q_DECLARE_METATYPE(MaybeFlaw)

/// What a user may enter, and what is said about the rest.
class TestSettingsFlaw final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void paths_data();
    void paths();
    void theFirstPathAmongTheOthers();
    void tenants_data();
    void tenants();
    void keysOfNoTenant();
    void addresses_data();
    void addresses();
    void files();
    void alertUrls();
    void forwardUrls();
    void ownTargets_data();
    void ownTargets();
    void passThrough();
    void urls_data();
    void urls();
};

void TestSettingsFlaw::names_data()
{
    QTest::addColumn<QStringList>("all");
    QTest::addColumn<MaybeFlaw>("expected"); // of the last
    QTest::newRow("good") << QStringList{QStringLiteral("default"), QStringLiteral("Nordlys test")} << MaybeFlaw();
    QTest::newRow("empty") << QStringList{QString()} << MaybeFlaw(Flaw::NameEmpty);
    QTest::newRow("blanks") << QStringList{QStringLiteral("  ")} << MaybeFlaw(Flaw::NameEmpty);
    QTest::newRow("taken") << QStringList{QStringLiteral("a"), QStringLiteral("a")} << MaybeFlaw(Flaw::NameTaken);
    QTest::newRow("other case") << QStringList{QStringLiteral("a"), QStringLiteral("A")} << MaybeFlaw();
    QTest::newRow("slash") << QStringList{QStringLiteral("a/b")} << MaybeFlaw(Flaw::NameCharacter);
    QTest::newRow("newline") << QStringList{QStringLiteral("a\nb")} << MaybeFlaw(Flaw::NameCharacter);
}

void TestSettingsFlaw::names()
{
    QFETCH(QStringList, all);
    QFETCH(MaybeFlaw, expected);
    QCOMPARE(nameFlaw(all, all.size() - 1), expected);
}

void TestSettingsFlaw::paths_data()
{
    QTest::addColumn<QStringList>("all");
    QTest::addColumn<MaybeFlaw>("expected"); // of the last
    QTest::newRow("good") << QStringList{QStringLiteral("/a"), QStringLiteral("/a/b")} << MaybeFlaw();
    QTest::newRow("the root") << QStringList{QStringLiteral("/")} << MaybeFlaw();
    QTest::newRow("empty") << QStringList{QString()} << MaybeFlaw(Flaw::PathNotUsable);
    QTest::newRow("no slash") << QStringList{QStringLiteral("a")} << MaybeFlaw(Flaw::PathNotUsable);
    QTest::newRow("query") << QStringList{QStringLiteral("/a?b")} << MaybeFlaw(Flaw::PathNotUsable);
    QTest::newRow("fragment") << QStringList{QStringLiteral("/a#b")} << MaybeFlaw(Flaw::PathNotUsable);
    QTest::newRow("blank") << QStringList{QStringLiteral("/a b")} << MaybeFlaw(Flaw::PathNotUsable);
    QTest::newRow("too long") << QStringList{u'/' + QString(5'000, u'a')} << MaybeFlaw(Flaw::PathNotUsable);
    QTest::newRow("a URL") << QStringList{QStringLiteral("https://h.example/a")} << MaybeFlaw(Flaw::PathIsUrl);
    QTest::newRow("a URL with more") << QStringList{QStringLiteral("http://h.example:1/a?b")}
                                     << MaybeFlaw(Flaw::PathIsUrl);
    QTest::newRow("a URL in a path") << QStringList{QStringLiteral("/https://h.example/a")} << MaybeFlaw();
    QTest::newRow("taken") << QStringList{QStringLiteral("/a"), QStringLiteral("/a")} << MaybeFlaw(Flaw::PathTaken);
    QTest::newRow("taken by an earlier one only")
        << QStringList{QStringLiteral("/a"), QStringLiteral("/b")} << MaybeFlaw();
}

void TestSettingsFlaw::paths()
{
    QFETCH(QStringList, all);
    QFETCH(MaybeFlaw, expected);
    QList<Endpoint> endpoints;
    for (const QString& path : std::as_const(all))
        endpoints.append({QStringLiteral("x"), path, {}});
    QCOMPARE(pathFlaw(endpoints, endpoints.size() - 1), expected);
}

void TestSettingsFlaw::theFirstPathAmongTheOthers()
{
    const auto flawOf = [](const char* first) {
        return firstPathFlaw(
            {{QStringLiteral("x"), QString::fromLatin1(first), {}}, {QStringLiteral("y"), QStringLiteral("/b"), {}}});
    };
    QCOMPARE(flawOf("/a"), MaybeFlaw());
    QCOMPARE(flawOf("/b"), MaybeFlaw(Flaw::PathTaken));
    QCOMPARE(flawOf("b"), MaybeFlaw(Flaw::PathNotUsable));
}

void TestSettingsFlaw::tenants_data()
{
    QTest::addColumn<QStringList>("all");
    QTest::addColumn<MaybeFlaw>("expected"); // of the last
    QTest::newRow("good") << QStringList{QStringLiteral("8a1c"), QStringLiteral("8a1d")} << MaybeFlaw();
    QTest::newRow("empty") << QStringList{QString()} << MaybeFlaw(Flaw::TenantEmpty);
    QTest::newRow("reserved") << QStringList{QStringLiteral("Default")} << MaybeFlaw(Flaw::TenantReserved);
    QTest::newRow("taken") << QStringList{QStringLiteral("8a1c"), QStringLiteral("8A1C")}
                           << MaybeFlaw(Flaw::TenantTaken);
}

void TestSettingsFlaw::tenants()
{
    QFETCH(QStringList, all);
    QFETCH(MaybeFlaw, expected);
    QCOMPARE(tenantFlaw(all, all.size() - 1), expected);
}

void TestSettingsFlaw::keysOfNoTenant()
{
    const QString id = QStringLiteral("client");
    QCOMPARE(fallbackFlaw({}), MaybeFlaw());
    QCOMPARE(fallbackFlaw({id, "secret"}), MaybeFlaw());
    QCOMPARE(fallbackFlaw({id, {}}), MaybeFlaw()); // the secret may be kept elsewhere
    QCOMPARE(fallbackFlaw({{}, "secret"}), MaybeFlaw(Flaw::ClientIdMissing));
}

void TestSettingsFlaw::addresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isUsable");
    QTest::newRow("IPv4") << QStringLiteral("192.168.1.20") << true;
    QTest::newRow("IPv6") << QStringLiteral("fd00::20") << true;
    QTest::newRow("every IPv4") << QStringLiteral("0.0.0.0") << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("a name") << QStringLiteral("monitor.example") << false;
    QTest::newRow("with a port") << QStringLiteral("127.0.0.1:80") << false;
    QTest::newRow("out of range") << QStringLiteral("256.0.0.1") << false;
}

void TestSettingsFlaw::addresses()
{
    QFETCH(QString, address);
    QFETCH(bool, isUsable);
    QCOMPARE(addressFlaw(address).has_value(), !isUsable);
}

void TestSettingsFlaw::files()
{
    QCOMPARE(fileFlaw(QString()), MaybeFlaw());
    QCOMPARE(fileFlaw(QStringLiteral("/etc/ssl/own.pem")), MaybeFlaw());
    QCOMPARE(fileFlaw(QStringLiteral("own.pem")), MaybeFlaw(Flaw::FileNotAbsolute));
    QCOMPARE(fileFlaw(QStringLiteral("~/own.pem")), MaybeFlaw(Flaw::FileNotAbsolute));
}

void TestSettingsFlaw::alertUrls()
{
    for (const char* good : {"", "http://192.168.1.20:9000/x?y=z", "https://h.example"})
        QCOMPARE(alertUrlFlaw(QString::fromLatin1(good)), MaybeFlaw());
    QCOMPARE(alertUrlFlaw(QStringLiteral("h.example")), MaybeFlaw(Flaw::WebUrlNotUsable));
    QCOMPARE(alertUrlFlaw(QStringLiteral("ftp://h.example")), MaybeFlaw(Flaw::WebUrlNotUsable));
    QCOMPARE(alertUrlFlaw(QStringLiteral("https://me:pass@h.example")), MaybeFlaw(Flaw::UrlWithPassword));
    QCOMPARE(alertUrlFlaw(QStringLiteral("https://h.example/#x")), MaybeFlaw(Flaw::UrlWithMore));
}

void TestSettingsFlaw::forwardUrls()
{
    const auto flaw = [](const QStringList& urls) { return forwardUrlFlaw(urls, urls.size() - 1); };
    QCOMPARE(flaw({QStringLiteral("http://localhost:3000/hook?a=b")}), MaybeFlaw());
    QCOMPARE(flaw({QString()}), MaybeFlaw(Flaw::TargetMissing));
    QCOMPARE(flaw({QStringLiteral("localhost:3000")}), MaybeFlaw(Flaw::WebUrlNotUsable));
    QCOMPARE(flaw({QStringLiteral("http://me@h.example")}), MaybeFlaw(Flaw::UrlWithPassword));
    QCOMPARE(flaw({QStringLiteral("http://h.example/#x")}), MaybeFlaw(Flaw::UrlWithMore));
    QCOMPARE(flaw({QStringLiteral("http://h.example/a"), QStringLiteral("http://h.example/b")}), MaybeFlaw());
    QCOMPARE(flaw({QStringLiteral("http://h.example/a"), QString(), QStringLiteral("HTTP://H.example/%61")}),
             MaybeFlaw(Flaw::TargetTaken));
}

void TestSettingsFlaw::ownTargets_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isOwn");
    const auto row = [](const char* address, const char* url, bool isOwn) {
        QTest::addRow("%s on %s", url, address) << QString::fromLatin1(address) << QString::fromLatin1(url) << isOwn;
    };
    row("127.0.0.1", "http://127.0.0.1:8787/in", true);
    row("127.0.0.1", "https://localhost:8787/%69n?a=b", true);
    row("127.0.0.1", "http://[::1]:8787/in", false);
    row("127.0.0.1", "http://127.0.0.1:8788/in", false);
    row("127.0.0.1", "http://127.0.0.1:8787/other", false);
    row("127.0.0.1", "http://127.0.0.1/in", false);
    row("127.0.0.1", "http://h.example:8787/in", false);
    row("127.0.0.1", "127.0.0.1:8787/in", false);
    row("0.0.0.0", "http://localhost:8787/in", true);
    row("::", "http://127.0.0.1:8787/in", true);
    row("192.168.1.20", "http://192.168.1.20:8787/in", true);
    row("192.168.1.20", "http://localhost:8787/in", false);
}

void TestSettingsFlaw::ownTargets()
{
    QFETCH(const QString, address);
    QFETCH(const QString, url);
    ReceiverSettings receiver;
    receiver.address = QHostAddress(address);
    receiver.port = 8787;
    receiver.endpoints = {{QStringLiteral("x"), QStringLiteral("/first"), {}},
                          {QStringLiteral("y"), QStringLiteral("/in"), {}}};
    const auto flaw = ownTargetFlaw(url, receiver);
    QTEST(flaw.has_value(), "isOwn");
    if (flaw)
        QCOMPARE(flaw, MaybeFlaw(Flaw::TargetIsOwn));
    receiver.port = 0;
    QCOMPARE(ownTargetFlaw(url, receiver), MaybeFlaw());
}

void TestSettingsFlaw::passThrough()
{
    const auto flaw = [](const QStringList& endpoints) {
        QList<ForwardSettings> forwards{ForwardSettings()}; // one that only forwards
        for (const QString& endpoint : endpoints) {
            forwards.append(ForwardSettings());
            forwards.last().isPassThrough = true;
            forwards.last().passThroughEndpoint = endpoint;
        }
        return passThroughFlaw(forwards, forwards.size() - 1);
    };
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    QCOMPARE(flaw({}), MaybeFlaw());
    QCOMPARE(flaw({QString()}), MaybeFlaw());
    QCOMPARE(flaw({a, b}), MaybeFlaw());
    QCOMPARE(flaw({a, b, a}), MaybeFlaw(Flaw::PassThroughTaken));
    QCOMPARE(flaw({QString(), a}), MaybeFlaw(Flaw::PassThroughTaken));
    QCOMPARE(flaw({a, QString()}), MaybeFlaw(Flaw::PassThroughTaken));
}

void TestSettingsFlaw::urls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<MaybeFlaw>("asBase");
    QTest::addColumn<MaybeFlaw>("asOrigin");
    const auto both = [](MaybeFlaw flaw, const char* url) {
        QTest::newRow(url) << QString::fromUtf8(url) << flaw << flaw;
    };
    both({}, "https://api.kaunt.com");
    both({}, "https://api.kaunt.com:8443/");
    both({}, "http://127.0.0.1:9000");
    both({}, "http://localhost");
    both({}, "http://[::1]:9000");
    both(Flaw::UrlNotUsable, "");
    both(Flaw::UrlNotUsable, "api.kaunt.com");
    both(Flaw::UrlNotUsable, "https://");
    both(Flaw::UrlNotUsable, "https://api kaunt.com");
    both(Flaw::UrlNotUsable, "https://api.kaunt.com\n");
    both(Flaw::UrlNotEncrypted, "http://api.kaunt.com");
    both(Flaw::UrlNotEncrypted, "ftp://api.kaunt.com");
    both(Flaw::UrlWithPassword, "https://me:pass@api.kaunt.com");
    both(Flaw::UrlWithMore, "https://api.kaunt.com/?a=b");
    both(Flaw::UrlWithMore, "https://api.kaunt.com/#a");
    QTest::newRow("a path") << QStringLiteral("https://proxy.example/kaunt") << MaybeFlaw()
                            << MaybeFlaw(Flaw::UrlWithMore);
}

void TestSettingsFlaw::urls()
{
    QFETCH(QString, url);
    QFETCH(MaybeFlaw, asBase);
    QFETCH(MaybeFlaw, asOrigin);
    QCOMPARE(baseFlaw(url), asBase);
    QCOMPARE(originFlaw(url), asOrigin);
}

QTEST_APPLESS_MAIN(TestSettingsFlaw)
#include "test_settingsflaw.moc"
