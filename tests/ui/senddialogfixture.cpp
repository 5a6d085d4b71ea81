// SPDX-License-Identifier: MIT
#include "tests/ui/senddialogfixture.h"

#include <QComboBox>
#include <QLabel>

namespace kaunt::test {

void SendDialogFixture::makeAnew()
{
    m_peer = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(200, "thanks")});
}

std::unique_ptr<SendDialog> SendDialogFixture::open(const QString& payload) const
{
    const SendDialog::Source source{{m_peer->url().toString()}, "secret", {}, payload};
    auto dialog = std::make_unique<SendDialog>(source, m_clock);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->show();
    return dialog;
}

QString SendDialogFixture::outcomeOf(const SendDialog& dialog)
{
    QStringList texts;
    const QList<QLabel*> labels = control<QWidget>(dialog, "sendOutcome")->findChildren<QLabel*>();
    for (const QLabel* label : labels)
        texts.append(label->text());
    return texts.join(u' ').trimmed();
}

void SendDialogFixture::choose(const SendDialog& dialog, const char* box, const QString& text)
{
    auto* combo = control<QComboBox>(dialog, box);
    combo->setCurrentIndex(combo->findText(text));
    QCOMPARE(combo->currentText(), text);
}

} // namespace kaunt::test
