// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/tls/certificate.h"
#include "core/tls/selfsigned.h"
#include "core/tls/servercontext.h"
#include "tests/core/tls/tlsfiles.h"
#include "tests/support/manualclock.h"
#include "ui/remarklabel.h"
#include "ui/secretfield.h"
#include "ui/settingsdialog.h"
#include "ui/tlspage.h"
#include "ui/valuefield.h"

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The settings' page about TLS, with real files.
class TestTlsPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isOffByDefault();
    void makesAPairForThisMachine();
    void choosesThePairAgainThatItMade();
    void makesAnotherPairInPlaceOf_data();
    void makesAnotherPairInPlaceOf();
    void saysWhatIsWrong();
    void judgesByTheClock();
    void judgesAnewWhatIsAccepted();
    void opensAnEncryptedKey();
    void keepsThePairWhereTlsIsOff();

private:
    template <typename Widget>
    [[nodiscard]] Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    [[nodiscard]] Settings written() const;
    void show(const tls::IdentityFiles& files) const;

    static constexpr qint64 day = qint64{24} * 60 * 60 * 1'000; ///< milliseconds

    ManualClock m_clock;
    std::unique_ptr<TlsFiles> m_files;
    std::unique_ptr<TlsPage> m_page;
};

void TestTlsPage::init()
{
    m_files = std::make_unique<TlsFiles>();
    m_page = std::make_unique<TlsPage>(m_files->path(QStringLiteral("data")), m_clock);
    m_page->read({});
    m_page->show();
}

Settings TestTlsPage::written() const
{
    Settings settings;
    m_page->write(settings);
    return settings;
}

void TestTlsPage::show(const tls::IdentityFiles& files) const
{
    Settings settings;
    settings.receiver.tls = files;
    m_page->read(settings);
}

void TestTlsPage::isOffByDefault()
{
    QVERIFY(!child<QCheckBox>("tlsIsOn")->isChecked());
    QVERIFY(!child<QLineEdit>("tlsCertificate")->isEnabled());
    QCOMPARE(m_page->problem(), QString());
    QVERIFY(child<ValueField>("tlsFingerprint")->isHidden()); // there is none
    QCOMPARE(written(), Settings());
}

void TestTlsPage::makesAPairForThisMachine()
{
    const QSignalSpy edited(m_page.get(), &TlsPage::edited);
    QTest::mouseClick(child<QPushButton>("makeTlsPair"), Qt::LeftButton);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(m_page->problem(), QString());
    const tls::IdentityFiles files = written().receiver.tls;
    QCOMPARE(files.certificate, m_files->path(QStringLiteral("data/localhost.crt")));
    const auto context = tls::ServerContext::load(files, {});
    QVERIFY(context);
    QVERIFY((*context)->namesHost(QStringLiteral("localhost")));
    QCOMPARE(child<ValueField>("tlsFingerprint")->value(), tls::fingerprintText((*context)->certificate().fingerprint));
    QVERIFY(!child<ValueField>("tlsFingerprint")->isHidden());
}

void TestTlsPage::choosesThePairAgainThatItMade()
{
    QTest::mouseClick(child<QPushButton>("makeTlsPair"), Qt::LeftButton);
    const QString fingerprint = child<ValueField>("tlsFingerprint")->value();
    m_page->read({});
    QTest::mouseClick(child<QPushButton>("makeTlsPair"), Qt::LeftButton);
    QCOMPARE(child<ValueField>("tlsFingerprint")->value(), fingerprint);
}

void TestTlsPage::makesAnotherPairInPlaceOf_data()
{
    QTest::addColumn<int>("daysOld"); // 397 is the age it reaches
    QTest::addColumn<QString>("missing");
    QTest::addColumn<QString>("broken");
    const QString certificate = QStringLiteral("data/localhost.crt");
    const QString key = QStringLiteral("data/localhost.key");
    QTest::newRow("one that has expired") << 398 << QString() << QString();
    QTest::newRow("one that soon will") << 370 << QString() << QString();
    QTest::newRow("a key alone") << 0 << certificate << QString();
    QTest::newRow("a certificate alone") << 0 << key << QString();
    QTest::newRow("one that is broken") << 0 << QString() << certificate;
}

/// What is there stays: it may be in use elsewhere.
void TestTlsPage::makesAnotherPairInPlaceOf()
{
    QFETCH(const int, daysOld);
    QFETCH(const QString, missing);
    QFETCH(const QString, broken);
    const tls::IdentityFiles old{m_files->path(QStringLiteral("data/localhost.crt")),
                                 m_files->path(QStringLiteral("data/localhost.key"))};
    QVERIFY(QDir().mkpath(m_files->path(QStringLiteral("data"))));
    QVERIFY(tls::makeSelfSigned(old, m_clock.utcMillis() - daysOld * day));
    if (!missing.isEmpty())
        QVERIFY(QFile::remove(m_files->path(missing)));
    if (!broken.isEmpty()) {
        QFile file(m_files->path(broken));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no PEM\n") > 0);
    }
    QTest::mouseClick(child<QPushButton>("makeTlsPair"), Qt::LeftButton);
    QCOMPARE(m_page->problem(), QString());
    QCOMPARE(child<RemarkLabel>("tlsRemark")->text(), QString());
    const tls::IdentityFiles made{m_files->path(QStringLiteral("data/localhost-2.crt")),
                                  m_files->path(QStringLiteral("data/localhost-2.key"))};
    QCOMPARE(written().receiver.tls, made);
    QCOMPARE(QFile::exists(old.certificate), missing != QLatin1String("data/localhost.crt"));
    m_page->read({});
    QTest::mouseClick(child<QPushButton>("makeTlsPair"), Qt::LeftButton);
    QCOMPARE(written().receiver.tls, made); // chosen again
}

void TestTlsPage::saysWhatIsWrong()
{
    QTest::mouseClick(child<QCheckBox>("tlsIsOn"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(child<QCheckBox>("tlsIsOn")->isChecked());
    QVERIFY(!m_page->problem().isEmpty());
    QCOMPARE(child<RemarkLabel>("tlsRemark")->text(), m_page->problem());
    m_page->resize(600, 500);
    const auto* remark = child<RemarkLabel>("tlsRemark");
    QTRY_VERIFY2(remark->height() >= remark->heightForWidth(remark->width()), "it has no room");
    QTest::keyClicks(child<QLineEdit>("tlsCertificate"), m_files->path(QStringLiteral("none.crt")));
    QTest::keyClicks(child<QLineEdit>("tlsKey"), m_files->path(QStringLiteral("none.key")));
    QVERIFY(m_page->problem().contains(QStringLiteral("none.crt")));
    QCOMPARE(child<RemarkLabel>("tlsRemark")->text(), m_page->problem());
}

/// The one that is handed in: the session's, by which the banner says the same.
void TestTlsPage::judgesByTheClock()
{
    QTest::mouseClick(child<QPushButton>("makeTlsPair"), Qt::LeftButton);
    QCOMPARE(child<RemarkLabel>("tlsRemark")->text(), QString());
    m_clock.advance(398 * day);
    m_page->refresh();
    const QString remark = child<RemarkLabel>("tlsRemark")->text();
    QVERIFY2(remark.contains(QStringLiteral("The certificate has expired.")), qPrintable(remark));
}

/// As the sentence says: the file is mended, not its name.
void TestTlsPage::judgesAnewWhatIsAccepted()
{
    Settings settings;
    settings.receiver.tls = m_files->pair(QStringLiteral("ours"));
    QVERIFY(tls::makeSelfSigned(settings.receiver.tls, m_clock.utcMillis()));
    const QString key = settings.receiver.tls.key;
    const QString away = key + QStringLiteral(".away");
    QVERIFY(QFile::rename(key, away));
    const FileSecretStore store(m_files->path(QStringLiteral("secrets")));
    SettingsDialog dialog(settings, store, m_files->path(QStringLiteral("data")), m_clock);
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.accept();
    QCOMPARE(accepted.size(), 0);
    const auto* problem = dialog.findChild<RemarkLabel*>(QStringLiteral("settingsProblem"));
    QVERIFY(!problem->text().isEmpty());
    QVERIFY(QFile::rename(away, key));
    dialog.accept();
    QCOMPARE(accepted.size(), 1);
    QVERIFY(QFile::rename(key, away));
    dialog.accept();
    QCOMPARE(accepted.size(), 1);
}

void TestTlsPage::opensAnEncryptedKey()
{
    QVERIFY2(m_files->makePair(QStringLiteral("own"), QStringLiteral("ec"), QStringLiteral("DNS:localhost")),
             m_files->error().constData());
    QVERIFY(m_files->run({QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"),
                          QStringLiteral("own.key"), QStringLiteral("-out"), QStringLiteral("locked.key"),
                          QStringLiteral("-passout"), QStringLiteral("pass:geheim")}));
    show({m_files->path(QStringLiteral("own.crt")), m_files->path(QStringLiteral("locked.key"))});
    QVERIFY(m_page->problem().contains(QStringLiteral("pass phrase")));
    QTest::keyClicks(child<SecretField>("tlsPassphrase")->findChild<QLineEdit*>(), QStringLiteral("geheim"));
    QCOMPARE(m_page->problem(), QString());
    QCOMPARE(written().receiver.tlsPassphrase, QByteArray("geheim"));
    Settings unread;
    unread.receiver.tls = written().receiver.tls;
    unread.receiver.tlsPassphraseUnread = QStringLiteral("tls/key");
    m_page->read(unread);
    QCOMPARE(m_page->problem(), QString()); // OK in the settings has it read again
    QVERIFY(child<RemarkLabel>("tlsRemark")->text().contains(QStringLiteral("could not be read")));
    QTest::keyClicks(child<SecretField>("tlsPassphrase")->findChild<QLineEdit*>(), QStringLiteral("wrong"));
    QVERIFY(!m_page->problem().isEmpty());
}

/// For when it is on again.
void TestTlsPage::keepsThePairWhereTlsIsOff()
{
    const tls::IdentityFiles files{QStringLiteral("/a.crt"), QStringLiteral("/a.key")};
    Settings settings;
    settings.receiver.tls = files;
    settings.receiver.tlsPassphrase = "geheim";
    m_page->read(settings);
    QVERIFY(child<QCheckBox>("tlsIsOn")->isChecked());
    QTest::mouseClick(child<QCheckBox>("tlsIsOn"), Qt::LeftButton, {}, QPoint(8, 8));
    const ReceiverSettings off = written().receiver;
    QCOMPARE(off.tls, files);
    QCOMPARE(off.tlsPassphrase, QByteArray("geheim"));
    QVERIFY(off.isTlsPaused);
    QCOMPARE(off.servedTls(), tls::IdentityFiles());
    QCOMPARE(m_page->problem(), QString());
    m_page->read({});
    settings.receiver = off;
    m_page->read(settings);
    QVERIFY(!child<QCheckBox>("tlsIsOn")->isChecked());
    QTest::mouseClick(child<QCheckBox>("tlsIsOn"), Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(written().receiver.servedTls(), files);
    QCOMPARE(written().receiver.tlsPassphrase, QByteArray("geheim"));
}

QTEST_MAIN(TestTlsPage)
#include "test_tlspage.moc"
