// SPDX-License-Identifier: MIT
#include "core/tls/certificatefile.h"
#include "tests/core/tls/privateca.h"
#include "tests/core/tls/tlsfiles.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

using Code = tls::CertificateFileError::Code;

Q_DECLARE_METATYPE(Code)

/// Files of certificates: authorities are told from what only serves, and nothing damaged passes for fewer.
class TestCertificateFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheAuthorities();
    void refuses_data();
    void refuses();

private:
    TlsFiles m_files;
};

void TestCertificateFile::findsTheAuthorities()
{
    const PrivateCa one(QStringLiteral("One"));
    const PrivateCa other(QStringLiteral("Other"));
    const PrivateCa::Identity server = one.issue({});
    QVERIFY(m_files.write(QStringLiteral("bundle.pem"), "Ours, for all:\n" + one.pem() + server.pem + other.pem()));
    const auto all = tls::loadCertificates(m_files.path(QStringLiteral("bundle.pem")));
    QVERIFY(all);
    QCOMPARE(all->size(), size_t{3});
    const auto authorities = tls::loadAuthorities(m_files.path(QStringLiteral("bundle.pem")));
    QVERIFY(authorities);
    QCOMPARE(*authorities,
             (QList<QByteArray>{QSslCertificate(one.pem()).toDer(), QSslCertificate(other.pem()).toDer()}));
}

void TestCertificateFile::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Code>("code");
    const PrivateCa ca;
    const QByteArray cut = ca.pem().first(ca.pem().size() / 2);
    QTest::newRow("empty") << QByteArray() << Code::NoCertificate;
    QTest::newRow("a text") << QByteArray("to be done\n") << Code::NoCertificate;
    QTest::newRow("a key alone") << ca.issue({}).keyPem << Code::NoCertificate;
    QTest::newRow("cut off") << cut << Code::NoCertificate;
    QTest::newRow("cut off behind a whole one") << ca.pem() + cut << Code::NoCertificate;
    QTest::newRow("nobody who signs") << ca.issue({}).pem << Code::NoAuthority;
}

void TestCertificateFile::refuses()
{
    QFETCH(const QByteArray, content);
    QFETCH(const Code, code);
    const QString path = m_files.path(QStringLiteral("ca.pem"));
    QVERIFY(m_files.write(QStringLiteral("ca.pem"), content));
    const auto refused = tls::loadAuthorities(path);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, code);
    QCOMPARE(refused.error().path, path);
    for (const QString& none : {m_files.path(QStringLiteral("none.pem")), m_files.path(QString())}) {
        const auto missing = tls::loadAuthorities(none);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Code::NotReadable);
        QVERIFY(!missing.error().systemText.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestCertificateFile)
#include "test_certificatefile.moc"
