// SPDX-License-Identifier: MIT
#include "tests/ui/samplesettings.h"
#include "tests/ui/settingsdialogfixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What becomes of what was edited: what can't be accepted is led to, what erases deliveries is asked about.
class TestSettingsAcceptance final : public SettingsDialogFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(unusualSettings()); }
    void leadsToWhatIsWrong_data();
    void leadsToWhatIsWrong();
    void appliesAndStaysOpen();
    void asksBeforeDeliveriesAreErased_data();
    void asksBeforeDeliveriesAreErased();
    void asksNothingWhereMoreIsKept();
    void offersNoLogThatAResourceWouldFill();
};

void TestSettingsAcceptance::leadsToWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("remark");
    QTest::addColumn<int>("page");
    const auto row = [](const char* name, const char* field, const char* text, const char* remark, int page) {
        QTest::newRow(name) << QByteArray(field) << QString::fromUtf8(text) << QByteArray(remark) << page;
    };
    row("endpoint without a name", "endpointName", "", "endpointNameRemark", 0);
    row("endpoint's name with a slash", "endpointName", "a/b", "endpointNameRemark", 0);
    row("path without a slash", "endpointPath", "webhooks", "endpointPathRemark", 0);
    row("path with a query", "endpointPath", "/a?b", "endpointPathRemark", 0);
    row("path with a blank", "endpointPath", "/a b", "endpointPathRemark", 0);
    row("secret without a name", "secretName", "", "secretNameRemark", 0);
    row("secret's name taken by it", "secretName", "a/b", "secretNameRemark", 0);
    row("address", "address", "localhost", "addressRemark", 1);
    row("base not encrypted", "apiBase", "http://api.kaunt.com", "apiBaseRemark", 3);
    row("base empty", "apiBase", "", "apiBaseRemark", 3);
    row("secret without client id", "clientId", "", "clientIdRemark", 3);
    row("tenant empty", "tenantId", "", "tenantRemark", 3);
    row("tenant reserved", "tenantId", "default", "tenantRemark", 3);
    row("tenant without client id", "tenantClientId", "", "tenantClientIdRemark", 3);
    row("target without a scheme", "forwardUrl", "localhost:3000", "forwardUrlRemark", 4);
    row("target with a wrong filter", "forwardFilter", "id:", "forwardFilterRemark", 4);
}

void TestSettingsAcceptance::leadsToWhatIsWrong()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QByteArray, remark);
    QFETCH(int, page);
    setText(field.constData(), text);
    goTo(5);
    QVERIFY(child<QLabel>("settingsProblem")->isVisible());
    const QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    const QSignalSpy applied(m_dialog.get(), &SettingsDialog::settingsApplied);
    click("settingsApply");
    click("settingsOk");
    QCOMPARE(accepted.count() + applied.count(), 0);
    QCOMPARE(child<QListWidget>("settingsPages")->currentRow(), page);
    QVERIFY(child<QLineEdit>(field.constData())->hasFocus());
    QVERIFY(!child<QLineEdit>(field.constData())->visibleRegion().isEmpty());
    QVERIFY(child<QLabel>(remark.constData())->isVisible());
    QVERIFY(!child<QLabel>(remark.constData())->text().isEmpty());
    QCOMPARE(child<QLineEdit>(field.constData())->text(), text);
}

void TestSettingsAcceptance::appliesAndStaysOpen()
{
    QSignalSpy applied(m_dialog.get(), &SettingsDialog::settingsApplied);
    child<QSpinBox>("port")->setValue(9'002);
    QVERIFY(child<QPushButton>("settingsApply")->isEnabled());
    click("settingsApply");
    QCOMPARE(applied.count(), 1);
    QCOMPARE(applied.first().first().value<Settings>().receiver.port, quint16(9'002));
    QVERIFY(m_dialog->isVisible());
    QVERIFY(!child<QPushButton>("settingsApply")->isEnabled());
}

void TestSettingsAcceptance::asksBeforeDeliveriesAreErased_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<int>("days");
    QTest::addColumn<double>("mebibytes");
    QTest::addColumn<QString>("words");
    const QString days = QStringLiteral("older than 7 days");
    QTest::newRow("Apply, a lower age") << QByteArray("settingsApply") << 7 << 1'024.0 << days;
    QTest::newRow("OK, a lower age") << QByteArray("settingsOk") << 7 << 1'024.0 << days;
    QTest::newRow("OK, a lower size") << QByteArray("settingsOk") << 90 << 64.0 << QStringLiteral("larger than 64");
}

void TestSettingsAcceptance::asksBeforeDeliveriesAreErased()
{
    QFETCH(const QByteArray, button);
    QFETCH(const int, days);
    QFETCH(const double, mebibytes);
    QFETCH(const QString, words);
    open(Settings());
    const QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    const QSignalSpy applied(m_dialog.get(), &SettingsDialog::settingsApplied);
    child<QSpinBox>("logAge")->setValue(days);
    child<QDoubleSpinBox>("logSize")->setValue(mebibytes);
    click(button.constData());
    QPointer<QMessageBox> box = child<QMessageBox>("erasureBox");
    QVERIFY(box && box->isVisible());
    QVERIFY2(box->text().contains(words), qPrintable(box->text()));
    box->reject();
    QTRY_VERIFY(!box);
    QCOMPARE(accepted.size() + applied.size(), 0);
    click(button.constData());
    click("eraseDeliveries");
    QCOMPARE(accepted.size() + applied.size(), 1);
    QCOMPARE(m_dialog->settings().retention.maxAgeDays, days);
}

void TestSettingsAcceptance::offersNoLogThatAResourceWouldFill()
{
    open(Settings());
    auto* size = child<QDoubleSpinBox>("logSize");
    size->setValue(2.0);
    Q_EMIT size->editingFinished();
    QCOMPARE(size->value(), 32.0);
    size->setValue(0.0); // no bound
    Q_EMIT size->editingFinished();
    QCOMPARE(size->value(), 0.0);
    Settings small; // as a file may have it
    small.retention.maxBytes = qint64{10} << 20;
    open(small);
    Q_EMIT child<QDoubleSpinBox>("logSize")->editingFinished();
    QCOMPARE(m_dialog->settings().retention.maxBytes, small.retention.maxBytes);
}

void TestSettingsAcceptance::asksNothingWhereMoreIsKept()
{
    open(Settings());
    const QSignalSpy applied(m_dialog.get(), &SettingsDialog::settingsApplied);
    child<QSpinBox>("logAge")->setValue(91);
    click("settingsApply");
    child<QSpinBox>("logAge")->setValue(0); // for ever
    child<QDoubleSpinBox>("logSize")->setValue(0);
    click("settingsApply");
    QCOMPARE(applied.size(), 2);
    QVERIFY(!child<QMessageBox>("erasureBox"));
}

QTEST_MAIN(TestSettingsAcceptance)
#include "test_settingsacceptance.moc"
