// SPDX-License-Identifier: MIT
#include "app/desktop/keptsettings.h"

#include "core/secrets/secretmoves.h"
#include "core/secrets/settingssecrets.h"
#include "core/whenanswered.h"

#include <QFileInfo>
#include <QUuid>

#include <utility>

namespace kaunt {

KeptSettings::KeptSettings(const QString& file)
    : m_file(file)
    , m_secrets(makeSecretStore(QFileInfo(file).absolutePath()))
{
}

bool KeptSettings::isThere() const
{
    return m_file.exists();
}

void KeptSettings::setAll(const Settings& settings)
{
    m_settings = settings;
    m_written = settings;
    m_stored = settings;
}

Result<void, SettingsError> KeptSettings::readFile()
{
    const auto settings = m_file.read();
    if (!settings)
        return failure(settings.error());
    setAll(*settings);
    return {};
}

void KeptSettings::readSecrets(const std::function<void(const std::optional<SecretError>&)>& then)
{
    whenAnswered(this, loadSecrets(*m_secrets, m_settings), [this, then](const Result<Settings, SecretError>& answer) {
        setAll(answer ? *answer : withUnreadSecrets(m_settings));
        then(answer ? std::nullopt : std::optional(answer.error()));
    });
}

void KeptSettings::leaveSecretsUnread()
{
    setAll(withUnreadSecrets(m_settings));
}

void KeptSettings::readSecretsWhereUnread()
{
    if (areSecretsUnknown(m_stored))
        keepSecrets();
}

void KeptSettings::save(const Settings& settings)
{
    const bool isOurScope = m_file.exists() && !m_file.isCopy(m_written);
    m_settings = settings;
    m_settings.secretScope = isOurScope ? m_written.secretScope : QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_settings.scopeFile = QFileInfo(m_file.path()).absoluteFilePath();
    takeReadSecrets();
    m_settings.secretMoves = pendingMoves(m_settings, m_stored, m_written);
    if (const auto written = m_file.write(m_settings); !written) {
        Q_EMIT failed(sentenceFor(written.error()));
        Q_EMIT settled(false);
        return;
    }
    m_written = m_settings;
    keepSecrets();
}

/// One after the other: what is written goes by what the store holds by then.
void KeptSettings::keepSecrets()
{
    if (m_keeping) {
        m_isToBeKeptAgain = true;
        return;
    }
    m_keeping = std::make_unique<QEventLoopLocker>();
    if (areSecretsUnknown(m_stored))
        readSecretsAgain();
    else
        writeSecrets();
}

/// The store was locked or refused before. Where it still does, what was entered is written all the same.
void KeptSettings::readSecretsAgain()
{
    whenAnswered(this, loadSecrets(*m_secrets, m_stored), [this](const Result<Settings, SecretError>& answer) {
        if (answer) {
            m_stored = *answer;
            m_readLate = *answer;
            takeReadSecrets();
            Q_EMIT secretsRead();
        } else {
            Q_EMIT failed(sentenceFor(answer.error()));
        }
        writeSecrets();
    });
}

/// Also into settings that come from a dialog which was opened before they were read.
void KeptSettings::takeReadSecrets()
{
    if (!m_readLate)
        return;
    m_settings = withReadSecrets(m_settings, *m_readLate);
    m_written = withReadSecrets(m_written, *m_readLate);
}

void KeptSettings::writeSecrets()
{
    const Settings kept = m_written;
    whenAnswered(this, saveSecrets(*m_secrets, kept, m_stored),
                 [this, kept](const Result<void, SecretError>& answer) { takeWritten(kept, answer); });
}

/// What could not be stored is tried again with the next save, and so is what could not be read.
void KeptSettings::takeWritten(const Settings& kept, const Result<void, SecretError>& answer)
{
    if (!answer) {
        Q_EMIT failed(sentenceFor(answer.error()));
    } else if (!areSecretsUnknown(m_stored)) {
        m_stored = kept;
        m_stored.secretMoves = movesOnceSaved(kept);
        updateMoves();
    }
    if (!answer || areSecretsUnknown(m_stored))
        m_stored.secretMoves = movesOnceFailed(kept, m_stored);
    const auto untilThen = std::exchange(m_keeping, nullptr);
    if (std::exchange(m_isToBeKeptAgain, false))
        keepSecrets();
    else
        Q_EMIT settled(answer.has_value());
}

/// In the file: each is at its place by now, and nowhere else; what was saved meanwhile may have other places.
void KeptSettings::updateMoves()
{
    const QList<SecretMove> moves = pendingMoves(m_written, m_stored, m_written);
    if (moves == m_written.secretMoves)
        return;
    m_written.secretMoves = moves;
    if (const auto written = m_file.write(m_written); !written)
        Q_EMIT failed(sentenceFor(written.error()));
}

} // namespace kaunt
