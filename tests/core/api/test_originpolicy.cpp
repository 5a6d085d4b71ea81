// SPDX-License-Identifier: MIT
#include "core/api/originpolicy.h"

#include <QTest>

#include <optional>

using namespace kaunt;

Q_DECLARE_METATYPE(std::optional<kaunt::UrlRefusal>)

/// Where credentials may go (design.md section 4).
class TestOriginPolicy final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checks_data();
    void checks();
    void encodesWhatWasForgotten_data();
    void encodesWhatWasForgotten();
    void tellsHowAUrlIsCalled();
    void allowsPlainOnlyToThisMachine();
};

void TestOriginPolicy::checks_data()
{
    using enum UrlRefusal;
    QTest::addColumn<QString>("url");
    QTest::addColumn<std::optional<UrlRefusal>>("refusal");
    const auto row = [](const char* url, std::optional<UrlRefusal> refusal = std::nullopt) {
        QTest::newRow(url) << QString::fromUtf8(url) << refusal;
    };
    row("https://api.kaunt.com/v1/tenants/a/companies/b%20c/x?y=%2F");
    row("https://api.kaunt.com:443/v1");
    row("HTTPS://API.KAUNT.COM/v1");
    row("http://127.0.0.1:9000/v1");
    row("https://eu.example:8443/v1");
    row("https://api.kaunt.com/v1/a%2Eb/x%2e%2e/...");
    row("https://api.kaunt.com/v1?x=/%2e%2e/");
    row("https://api.kaunt.com/v1/%2e%2E/x", DotSegments);
    row("https://api.kaunt.com/v1/.%2e", DotSegments);
    row("https://api.kaunt.com/v1/%2e/x?y", DotSegments);
    row("https://api.kaunt.com/v1/tenants/a/../../b", DotSegments);
    row("https://api.kaunt.com/v1/./x", DotSegments);
    row("https://api.kaunt.com/..", DotSegments);
    row("https://api.kaunt.com/v1?x=/../y", std::nullopt);
    row("", Invalid);
    row("/v1/tenants", Invalid);
    row("//api.kaunt.com/v1", Invalid);
    row("https:///v1", Invalid);
    row("https://api.kaunt.com\\@example.com/", Invalid);
    row("https://api.kaunt.com/v1 x\x7f", Invalid);
    row(" https://api.kaunt.com/v1", Invalid);
    row("https://api.kaunt.com\xc3\xa6/v1", Invalid);
    row("https://api kaunt.com/v1", Invalid);
    row("https:/ /api.kaunt.com/v1", Invalid);
    row("https://api.kaunt.com/v1\r\nX: y", Invalid);
    row("https://api.kaunt.com/v1\xc2\x85", Invalid);
    row("https://api.kaunt.com:99999/v1", Invalid);
    row("https://me@api.kaunt.com/v1", UserInfo);
    row("https://api.kaunt.com@example.com/v1", UserInfo);
    row("https://@api.kaunt.com/v1", UserInfo);
    row("http://api.kaunt.com/v1", SchemeNotAllowed);
    row("ftp://api.kaunt.com/v1", SchemeNotAllowed);
    row("javascript://api.kaunt.com/v1", SchemeNotAllowed);
    row("https://api.kaunt.com.example.com/v1", OriginNotAllowed);
    row("https://xapi.kaunt.com/v1", OriginNotAllowed);
    row("https://kaunt.com/v1", OriginNotAllowed);
    row("https://api.kaunt.com:444/v1", OriginNotAllowed);
    row("https://eu.example/v1", OriginNotAllowed);
    row("https://127.0.0.1:9000/v1", OriginNotAllowed);
    row("http://127.0.0.1:9001/v1", OriginNotAllowed);
    row("http://localhost:9000/v1", OriginNotAllowed);
}

void TestOriginPolicy::checks()
{
    QFETCH(const QString, url);
    QFETCH(const std::optional<UrlRefusal>, refusal);
    const OriginPolicy policy({QUrl(QStringLiteral("https://api.kaunt.com")),
                               QUrl(QStringLiteral("http://127.0.0.1:9000")),
                               QUrl(QStringLiteral("https://eu.example:8443"))});
    const Result<QUrl, UrlRefusal> checked = policy.check(url);
    QCOMPARE(checked.has_value(), !refusal.has_value());
    if (refusal)
        QCOMPARE(checked.error(), *refusal);
    else
        QCOMPARE(checked->path(), QUrl(url).path());
}

void TestOriginPolicy::encodesWhatWasForgotten_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("called");
    const auto row = [](const char* url, const QByteArray& called) {
        QTest::newRow(url) << QString::fromUtf8(url) << "https://api.kaunt.com" + called;
    };
    row("https://api.kaunt.com/v1/\xc3\x86g og \xf0\x9f\x90\x9f/x", "/v1/%C3%86g%20og%20%F0%9F%90%9F/x");
    row("https://api.kaunt.com/a{b}|c^d`e\"f<g>", "/a%7Bb%7D%7Cc%5Ed%60e%22f%3Cg%3E");
    row("https://api.kaunt.com/100%/a%2Fb/%zz/%4", "/100%25/a%2Fb/%25zz/%254");
    row("https://api.kaunt.com/a?b=\xc3\xa6 c", "/a?b=%C3%A6%20c");
}

void TestOriginPolicy::encodesWhatWasForgotten()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, called);
    const Result<QUrl, UrlRefusal> checked = OriginPolicy({QUrl(QStringLiteral("https://api.kaunt.com"))}).check(url);
    QVERIFY(checked);
    QCOMPARE(checked->toEncoded(), called);
}

void TestOriginPolicy::tellsHowAUrlIsCalled()
{
    for (const char* same : {"https://a/b%2Fc?d=%C3%A6", "/no URL", ""})
        QCOMPARE(calledUrl(QLatin1String(same)), QLatin1String(same));
    QCOMPARE(calledUrl(QStringLiteral("https://a/%c3%a6/%41%7e?q=%2f")), QStringLiteral("https://a/%C3%A6/A~?q=%2F"));
    QCOMPARE(calledUrl(QStringLiteral("https://a/b c")), QStringLiteral("https://a/b%20c"));
}

void TestOriginPolicy::allowsPlainOnlyToThisMachine()
{
    const QString plain = QStringLiteral("http://eu.example/v1");
    const Result<QUrl, UrlRefusal> listed = OriginPolicy({QUrl(plain)}).check(plain);
    QVERIFY(!listed);
    QCOMPARE(listed.error(), UrlRefusal::SchemeNotAllowed);
    for (const char* url : {"http://localhost:9000/v1", "http://[::1]:9000/v1", "http://127.8.9.1:9000/v1"}) {
        const QString text = QString::fromLatin1(url);
        QVERIFY2(OriginPolicy({QUrl(text)}).check(text), url);
    }
}

QTEST_GUILESS_MAIN(TestOriginPolicy)
#include "test_originpolicy.moc"
