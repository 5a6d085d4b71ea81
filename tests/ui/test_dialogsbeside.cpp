// SPDX-License-Identifier: MIT
#include "core/tls/selfsigned.h"
#include "tests/ui/mainwindowfixture.h"
#include "ui/secretfield.h"
#include "ui/senddialog.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateTime>
#include <QLabel>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

/// Dialogs that stand beside the window while the session becomes another.
class TestDialogsBeside final : public MainWindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void sendToWhereItListensByNow();
    void trustTheCertificateThatIsServedByNow();
    void rememberNoPlaceOfOurReceiver();

private:
    static constexpr int patience = 20'000; // milliseconds

    [[nodiscard]] bool isListening() const { return m_session->receiverState() == ReceiverState::Listening; }
    [[nodiscard]] QString ownUrl() const { return m_session->endpoints().value(0).url.toString(); }
    [[nodiscard]] SendDialog* openSend() const
    {
        action("sendAction")->trigger();
        return m_window->findChild<SendDialog*>();
    }
    /// Made anew.
    [[nodiscard]] tls::IdentityFiles pair(const QString& name) const;
    void moveTo(const QString& path, const QByteArray& signedWith);
};

tls::IdentityFiles TestDialogsBeside::pair(const QString& name) const
{
    tls::IdentityFiles files{m_folder->filePath(name + QLatin1String(".crt")),
                             m_folder->filePath(name + QLatin1String(".key"))};
    return tls::makeSelfSigned(files, QDateTime::currentMSecsSinceEpoch()) ? files : tls::IdentityFiles();
}

void TestDialogsBeside::moveTo(const QString& path, const QByteArray& signedWith)
{
    Settings settings = m_session->settings();
    settings.receiver.endpoints[0].path = path;
    settings.receiver.endpoints[0].secrets[0].value = signedWith;
    m_session->apply(settings);
    QTRY_VERIFY_WITH_TIMEOUT(isListening() && ownUrl().endsWith(path), patience);
}

void TestDialogsBeside::sendToWhereItListensByNow()
{
    openSession();
    m_session->startReceiver();
    QTRY_VERIFY_WITH_TIMEOUT(isListening(), patience);
    const SendDialog* dialog = openSend();
    auto* target = dialog->findChild<QComboBox*>(QStringLiteral("sendTarget"));
    const auto* field = dialog->findChild<SecretField*>(QStringLiteral("sendSecret"));
    QCOMPARE(target->currentText(), ownUrl());
    QCOMPARE(field->secret(), secret);
    moveTo(QStringLiteral("/moved"), "another secret");
    QTRY_COMPARE(target->currentText(), ownUrl());
    QTRY_COMPARE(field->secret(), QByteArray("another secret"));

    const QString mine = QStringLiteral("http://127.0.0.1:3000/mine");
    target->setEditText(mine);
    moveTo(QStringLiteral("/again"), "another secret");
    QTRY_VERIFY(target->findText(ownUrl()) >= 0);
    QCOMPARE(target->currentText(), mine);
}

void TestDialogsBeside::trustTheCertificateThatIsServedByNow()
{
    openSession();
    Settings settings = m_session->settings();
    settings.receiver.tls = pair(QStringLiteral("first"));
    QVERIFY(!settings.receiver.tls.isEmpty());
    m_session->apply(settings);
    m_session->startReceiver();
    QTRY_VERIFY_WITH_TIMEOUT(isListening() && m_session->certificate(), patience);
    const QByteArray first = m_session->certificate()->certificate.fingerprint;
    const SendDialog* dialog = openSend();
    settings.receiver.tls = pair(QStringLiteral("second"));
    m_session->apply(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->certificate() && m_session->certificate()->certificate.fingerprint != first,
                             patience);
    dialog->findChild<QAbstractButton*>(QStringLiteral("sendBegin"))->click();
    const auto isSaid = [dialog](const QString& text) {
        const auto labels = dialog->findChildren<QLabel*>();
        return std::any_of(labels.cbegin(), labels.cend(),
                           [&text](const QLabel* label) { return label->text().contains(text); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(QStringLiteral("1 of 1 were answered 2xx.")), patience);
}

/// It may be another the next time, as with a free port.
void TestDialogsBeside::rememberNoPlaceOfOurReceiver()
{
    m_state->setSendTarget(QStringLiteral("http://127.0.0.1:3000/mine"));
    openSession();
    m_session->startReceiver();
    QTRY_VERIFY_WITH_TIMEOUT(isListening(), patience);
    SendDialog* dialog = openSend();
    QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("sendTarget"))->currentText(), m_state->sendTarget());
    Q_EMIT dialog->used(ownUrl(), {});
    QCOMPARE(m_state->sendTarget(), QString());
    Q_EMIT dialog->used(QStringLiteral("http://127.0.0.1:4000/"), {});
    QCOMPARE(m_state->sendTarget(), QStringLiteral("http://127.0.0.1:4000/"));
}

QTEST_MAIN(TestDialogsBeside)
#include "test_dialogsbeside.moc"
