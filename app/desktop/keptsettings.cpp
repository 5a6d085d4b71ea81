// SPDX-License-Identifier: MIT
#include "app/desktop/keptsettings.h"

#include "core/secrets/secretmoves.h"
#include "core/secrets/settingssecrets.h"
#include "core/whenanswered.h"

#include <QFileInfo>
#include <QUuid>

#include <chrono>
#include <utility>

namespace kaunt {

KeptSettings::KeptSettings(const QString& file)
    : m_file(file)
    , m_secrets(makeSecretStore(QFileInfo(file).absolutePath()))
{
    m_again.setInterval(std::chrono::seconds(3));
    connect(&m_again, &QTimer::timeout, this, &KeptSettings::tryAgain);
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
    forgetUnkept();
}

void KeptSettings::setUnkept(const std::optional<Sentence>& why)
{
    m_unkept = why;
    Q_EMIT unkeptChanged(why);
}

void KeptSettings::forgetUnkept()
{
    m_again.stop();
    setUnkept(std::nullopt);
}

Result<void, SettingsError> KeptSettings::readFile()
{
    const auto settings = m_file.read();
    if (!settings)
        return failure(settings.error());
    m_seen = *settings;
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

/// Not what can't be read: that is told, and left as it is, when it is written. Nor a file that is gone.
std::optional<Settings> KeptSettings::changedByOther() const
{
    const auto now = m_file.read();
    if (!m_file.exists() || !now || *now == m_seen)
        return std::nullopt;
    return *now;
}

void KeptSettings::takeOver(const std::function<void()>& then)
{
    const std::optional<Settings> changed = m_keeping ? std::nullopt : changedByOther();
    if (!changed) {
        then();
        return;
    }
    if (m_unkept)
        Q_EMIT failed(overtakenSentence(m_file.path()));
    m_keeping = std::make_unique<QEventLoopLocker>();
    const auto take = [this, then, written = *changed](const Result<Settings, SecretError>& answer) {
        m_seen = written;
        setAll(answer ? *answer : withUnreadSecrets(written));
        m_readLate = answer ? std::optional(*answer) : std::nullopt;
        const auto untilThen = std::exchange(m_keeping, nullptr);
        if (!answer)
            Q_EMIT failed(sentenceFor(answer.error()));
        then();
        (void)goOnKeeping();
    };
    whenAnswered(this, loadSecrets(*m_secrets, *changed), take);
}

/// With what came while the store was asked; false where nothing did.
bool KeptSettings::goOnKeeping()
{
    const bool isToBeTakenOver = std::exchange(m_isToBeTakenOver, false);
    const bool isToBeKept = std::exchange(m_isToBeKeptAgain, false);
    if (isToBeTakenOver)
        takeOver([this] { Q_EMIT readAnew(); });
    else if (isToBeKept)
        keepSecrets();
    return isToBeTakenOver || isToBeKept;
}

void KeptSettings::save(const Settings& settings)
{
    if (changedByOther()) {
        forgetUnkept();
        Q_EMIT failed(overtakenSentence(m_file.path()));
        Q_EMIT settled(false);
        if (m_keeping)
            m_isToBeTakenOver = true;
        else
            takeOver([this] { Q_EMIT readAnew(); });
    } else if (const auto written = write(settings)) {
        keepSecrets();
    } else {
        m_again.start();
        setUnkept(unkeptSentence(written.error()));
        Q_EMIT failed(*m_unkept);
        Q_EMIT settled(false);
    }
}

void KeptSettings::tryAgain()
{
    if (!m_unkept || (m_keeping && m_again.isActive()))
        return;
    if (m_keeping)
        m_isToBeKeptAgain = true;
    else if (changedByOther())
        save(m_settings);
    else if (write(m_settings))
        keepSecrets();
}

/// The file. What is to be written is settings() from then on, be it written or not.
Result<void, SettingsError> KeptSettings::write(const Settings& settings)
{
    const bool isOurScope = m_file.exists() && !m_file.isCopy(m_written);
    m_settings = settings;
    m_settings.secretScope = isOurScope ? m_written.secretScope : QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_settings.scopeFile = QFileInfo(m_file.path()).absoluteFilePath();
    takeReadSecrets();
    m_settings.secretMoves = pendingMoves(m_settings, m_stored, m_written);
    if (auto written = m_file.write(m_settings); !written)
        return written;
    m_seen = m_file.read().value_or(m_settings);
    m_written = m_settings;
    if (m_again.isActive()) // else the store has yet to tell
        forgetUnkept();
    return {};
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
        setUnkept(sentenceFor(answer.error()));
        Q_EMIT failed(*m_unkept);
    } else if (!areSecretsUnknown(m_stored)) {
        m_stored = kept;
        m_stored.secretMoves = movesOnceSaved(kept);
        updateMoves();
    }
    if (!answer || areSecretsUnknown(m_stored))
        m_stored.secretMoves = movesOnceFailed(kept, m_stored);
    if (answer && !m_again.isActive())
        setUnkept(std::nullopt);
    const auto untilThen = std::exchange(m_keeping, nullptr);
    if (!goOnKeeping())
        Q_EMIT settled(!m_unkept);
}

/// In the file: each is at its place by now, and nowhere else; what was saved meanwhile may have other places. What
/// another has written meanwhile has places of its own.
void KeptSettings::updateMoves()
{
    const QList<SecretMove> moves = pendingMoves(m_written, m_stored, m_written);
    if (moves == m_written.secretMoves || changedByOther())
        return;
    m_written.secretMoves = moves;
    if (const auto written = m_file.write(m_written); !written)
        Q_EMIT failed(sentenceFor(written.error()));
    m_seen = m_file.read().value_or(m_written);
}

} // namespace kaunt
