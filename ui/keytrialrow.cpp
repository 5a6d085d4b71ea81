// SPDX-License-Identifier: MIT
#include "ui/keytrialrow.h"

#include "core/api/originpolicy.h"
#include "ui/announcement.h"
#include "ui/buttonrow.h"
#include "ui/quantities.h"
#include "ui/sentencelabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace kaunt {

namespace {

Sentence successSentence(const ApiSettings& api, std::optional<std::chrono::seconds> lifetime)
{
    const QString host = quotedText(hostAndPort(api.apiBase));
    return {lifetime ? KeyTrialRow::tr("The key works: %1 gave an access token that is valid for %2.")
                           .arg(host, durationText(*lifetime))
                     : KeyTrialRow::tr("The key works: %1 gave an access token.").arg(host),
            KeyTrialRow::tr("Only a fetch shows which tenant it opens."),
            {}};
}

} // namespace

KeyTrialRow::KeyTrialRow(const QString& objectName, const QString& text, const QString& name, const Clock& clock,
                         Entered entered)
    : m_entered(std::move(entered))
    , m_trial(new KeyTrial(clock, this))
    , m_try(makeRowButton(objectName, text, tr("Asks the API for an access token with it. Nothing is saved.")))
    , m_stop(makeRowButton(objectName + QStringLiteral("Stop"), tr("Stop trying")))
    , m_outcome(new SentenceLabel(objectName + QStringLiteral("Outcome")))
{
    m_try->setAccessibleName(name);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeButtonRow({m_try, m_stop}));
    layout->addWidget(m_outcome);
    m_stop->hide();
    connect(m_try, &QPushButton::clicked, this, &KeyTrialRow::start);
    connect(m_stop, &QPushButton::clicked, this, &KeyTrialRow::stop);
    connect(m_trial, &KeyTrial::succeeded, this, [this](std::optional<std::chrono::seconds> lifetime) {
        showRunning(false);
        tell(successSentence(m_entered(), lifetime));
    });
    connect(m_trial, &KeyTrial::failed, this, [this](const FetchError& error) {
        showRunning(false);
        tell(sentenceFor(error));
    });
}

void KeyTrialRow::start()
{
    const ApiSettings api = m_entered();
    const ApiCredentials& key = api.credentials.fallback;
    if (key.clientId.isEmpty() || key.clientSecret.isEmpty()) {
        tell({tr("There is nothing to try."),
              key.unread.isEmpty() ? QString() : tr("The client secret could not be read from where it is kept."),
              tr("Enter a client id and the client secret that belongs to it.")});
        return;
    }
    tell({tr("Asking %1 for an access token …").arg(quotedText(hostAndPort(api.apiBase))), {}, {}});
    showRunning(true);
    m_trial->start(api, key);
}

void KeyTrialRow::stop()
{
    m_trial->cancel();
    showRunning(false);
    tell({tr("Not tried: it was stopped."), {}, {}});
}

void KeyTrialRow::forget()
{
    m_trial->cancel();
    showRunning(false);
    m_outcome->setSentence({});
}

void KeyTrialRow::showRunning(bool isRunning)
{
    const bool hadFocus = m_try->hasFocus() || m_stop->hasFocus();
    m_stop->setVisible(isRunning);
    m_try->setEnabled(!isRunning);
    if (hadFocus) // which a button that can't be used any more would hand on to anybody
        (isRunning ? m_stop : m_try)->setFocus();
}

void KeyTrialRow::tell(const Sentence& sentence)
{
    m_outcome->setSentence(sentence);
    announce(*m_outcome, m_outcome->text());
}

} // namespace kaunt
