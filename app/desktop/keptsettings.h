// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/secretstore.h"
#include "core/settings/settings.h"
#include "core/settings/settingsfile.h"
#include "ui/sentences.h"

#include <QEventLoopLocker>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace kaunt {

/// The user's settings with their secrets, and the file and the store that keep them. What is saved goes into the file
/// first: the store goes by what that has, or a restart would not find in it what is named there. A file that can't be
/// written is tried again every few seconds; what could not be read or stored, which may ask the user for a password,
/// with the next save or tryAgain(). Another program may write the file meanwhile, as a second window
/// does beside a demo: nothing is written over that, it is read instead. While the store is asked, the program does not
/// end with its window. GUI thread.
class KeptSettings final : public QObject {
    Q_OBJECT

public:
    explicit KeptSettings(const QString& file);

    [[nodiscard]] bool isThere() const; ///< a file of settings
    /// Those of the file, without their secrets.
    [[nodiscard]] Result<void, SettingsError> readFile();
    /// `then` has the reason where the store does not tell them; they are unread then.
    void readSecrets(const std::function<void(const std::optional<SecretError>&)>& then);
    void leaveSecretsUnread();     ///< for now
    void readSecretsWhereUnread(); ///< `secretsRead` or `failed` follows, where there are any
    /// `then` once settings() are what another program has written since, where one has, with their secrets; `failed`
    /// before it where the store does not tell them.
    void takeOver(const std::function<void()>& then);

    [[nodiscard]] const Settings& settings() const { return m_settings; } ///< as last chosen, with their secrets
    /// With the secrets that could not be read at first, as they were named.
    [[nodiscard]] const std::optional<Settings>& readLate() const { return m_readLate; }
    [[nodiscard]] SecretStore& secrets() { return *m_secrets; }

    /// `settled` follows. Where another has changed the file, nothing is saved: `failed`, and `readAnew` after
    /// `settled`.
    void save(const Settings& settings);
    /// As save(), of what could not be kept; where that is so still, nothing is told again.
    void tryAgain();

Q_SIGNALS:
    void failed(const kaunt::Sentence& sentence);
    void secretsRead(); ///< late: see readLate()
    void readAnew();    ///< settings() are what another has written
    /// Why what was saved last holds in this run only; nothing once it is kept. Before `settled`.
    void unkeptChanged(const std::optional<kaunt::Sentence>& why);
    /// Whether all that was saved last is where it is kept; after `failed`, where not.
    void settled(bool isKept);

private:
    [[nodiscard]] std::optional<Settings> changedByOther() const;
    [[nodiscard]] bool goOnKeeping();
    void setUnkept(const std::optional<Sentence>& why);
    void forgetUnkept();
    [[nodiscard]] Result<void, SettingsError> write(const Settings& settings);
    void setAll(const Settings& settings);
    void keepSecrets();
    void readSecretsAgain();
    void takeReadSecrets();
    void writeSecrets();
    void takeWritten(const Settings& kept, const Result<void, SecretError>& answer);
    void updateMoves();

    SettingsFile m_file;
    std::unique_ptr<SecretStore> m_secrets;
    Settings m_settings;
    Settings m_seen;    ///< what the file said when it was last read or written here
    Settings m_written; ///< those that the file has, with their secrets
    Settings m_stored;  ///< those whose secrets the store holds
    std::optional<Settings> m_readLate;
    std::optional<Sentence> m_unkept;
    QTimer m_again;                              ///< runs while the file can't be written
    std::unique_ptr<QEventLoopLocker> m_keeping; ///< while secrets are read again or written
    bool m_isToBeKeptAgain = false;              ///< the settings were saved meanwhile
    bool m_isToBeTakenOver = false;              ///< the file was found changed meanwhile
};

} // namespace kaunt
