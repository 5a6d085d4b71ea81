// SPDX-License-Identifier: MIT
#include "core/tls/identity.h"
#include "tests/core/tls/tlsfiles.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;
using Code = tls::IdentityError::Code;

/// Which files can be served, and what is said of the others.
class TestIdentity final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void loads_data();
    void loads();
    void keepsTheChain();
    void refuses_data();
    void refuses();

private:
    TlsFiles m_files;
};

void TestIdentity::initTestCase()
{
    const QString names = QStringLiteral("DNS:localhost");
    for (const auto& [name, kind] : {std::pair("rsa", "rsa:2048"), std::pair("ec", "ec")})
        QVERIFY2(m_files.makePair(QString::fromLatin1(name), QString::fromLatin1(kind), names),
                 m_files.error().constData());
    const auto convert = [this](const QStringList& arguments) { return m_files.run(arguments); };
    QVERIFY(convert({QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"),
                     QStringLiteral("rsa.key"), QStringLiteral("-out"), QStringLiteral("locked.key"),
                     QStringLiteral("-passout"), QStringLiteral("pass:geheim")}));
    QVERIFY(convert({QStringLiteral("rsa"), QStringLiteral("-traditional"), QStringLiteral("-aes256"),
                     QStringLiteral("-in"), QStringLiteral("rsa.key"), QStringLiteral("-out"),
                     QStringLiteral("locked-old.key"), QStringLiteral("-passout"), QStringLiteral("pass:geheim")}));
    QVERIFY(convert({QStringLiteral("ec"), QStringLiteral("-in"), QStringLiteral("ec.key"), QStringLiteral("-out"),
                     QStringLiteral("ec-old.key")}));
    QVERIFY(m_files.write(QStringLiteral("chain.crt"), m_files.content(QStringLiteral("rsa.crt")) + "\nof ours\n" +
                                                           m_files.content(QStringLiteral("ec.crt"))));
    QVERIFY(m_files.write(QStringLiteral("cut.crt"), m_files.content(QStringLiteral("rsa.crt")).chopped(60)));
    QVERIFY(m_files.write(QStringLiteral("text.crt"), "no certificate\n"));
    QVERIFY(m_files.write(QStringLiteral("empty.key"), {}));
}

void TestIdentity::loads_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::newRow("RSA") << "rsa.crt"
                         << "rsa.key" << QByteArray();
    QTest::newRow("EC") << "ec.crt"
                        << "ec.key" << QByteArray();
    QTest::newRow("EC, the older form") << "ec.crt"
                                        << "ec-old.key" << QByteArray();
    QTest::newRow("encrypted") << "rsa.crt"
                               << "locked.key" << QByteArray("geheim");
    QTest::newRow("encrypted, the older form") << "rsa.crt"
                                               << "locked-old.key" << QByteArray("geheim");
    QTest::newRow("a pass phrase that is not needed") << "rsa.crt"
                                                      << "rsa.key" << QByteArray("geheim");
    QTest::newRow("a chain with text between") << "chain.crt"
                                               << "rsa.key" << QByteArray();
}

void TestIdentity::loads()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const QByteArray, passphrase);
    const auto identity = tls::loadIdentity({m_files.path(certificate), m_files.path(key)}, passphrase);
    QVERIFY2(identity, identity ? "" : qPrintable(identity.error().systemText));
    QVERIFY(identity->certificate && identity->key);
}

void TestIdentity::keepsTheChain()
{
    const auto identity =
        tls::loadIdentity({m_files.path(QStringLiteral("chain.crt")), m_files.path(QStringLiteral("rsa.key"))}, {});
    QVERIFY(identity);
    QCOMPARE(identity->chain.size(), size_t(1));
}

void TestIdentity::refuses_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("file");
    const auto row = [](const char* name, const char* certificate, const char* key, const char* passphrase, Code code,
                        const char* file) {
        QTest::newRow(name) << QString::fromLatin1(certificate) << QString::fromLatin1(key) << QByteArray(passphrase)
                            << static_cast<int>(code) << QString::fromLatin1(file);
    };
    row("no file", "none.crt", "rsa.key", "", Code::CertificateNotReadable, "none.crt");
    row("a text", "text.crt", "rsa.key", "", Code::NoCertificate, "text.crt");
    row("cut", "cut.crt", "rsa.key", "", Code::NoCertificate, "cut.crt");
    row("a key in place of a certificate", "rsa.key", "rsa.key", "", Code::NoCertificate, "rsa.key");
    row("no key file", "rsa.crt", "none.key", "", Code::KeyNotReadable, "none.key");
    row("an empty key file", "rsa.crt", "empty.key", "", Code::NoKey, "empty.key");
    row("a certificate in place of a key", "rsa.crt", "rsa.crt", "", Code::NoKey, "rsa.crt");
    row("no pass phrase", "rsa.crt", "locked.key", "", Code::PassphraseMissing, "locked.key");
    row("another pass phrase", "rsa.crt", "locked.key", "anders", Code::PassphraseWrong, "locked.key");
    row("another pass phrase, the older form", "rsa.crt", "locked-old.key", "anders", Code::PassphraseWrong,
        "locked-old.key");
    row("another key", "rsa.crt", "ec.key", "", Code::KeyNotMatching, "ec.key");
}

void TestIdentity::refuses()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const QByteArray, passphrase);
    QFETCH(const int, code);
    QFETCH(const QString, file);
    const auto identity = tls::loadIdentity({m_files.path(certificate), m_files.path(key)}, passphrase);
    QVERIFY(!identity);
    QCOMPARE(static_cast<int>(identity.error().code), code);
    QCOMPARE(identity.error().path, m_files.path(file));
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "test_identity.moc"
