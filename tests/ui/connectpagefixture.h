// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/secrets/filesecretstore.h"
#include "core/session/monitorsession.h"
#include "ui/connectiontest.h"
#include "ui/connectpage.h"

#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

/// The guided page on a running session: a real receiver, a real log. What goes wrong fails the test that runs.
class ConnectPageFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr int patience = 20'000; ///< milliseconds
    static inline const QByteArray secret = "whsec-of-the-guide";

    void begin(); ///< on a free port and without a secret, before each test function
    void end();
    void openPage(const Settings& settings);
    void runTest(); ///< as its button does, to its end
    template <typename Widget>
    [[nodiscard]] Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QLatin1String(name));
    }
    [[nodiscard]] ConnectionTest* test() const { return m_page->findChild<ConnectionTest*>(); }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FileSecretStore> m_secrets;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<ConnectPage> m_page;
};

} // namespace kaunt::test
