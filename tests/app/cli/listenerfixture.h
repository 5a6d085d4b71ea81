// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/cli/kauntctl.h"

#include <QObject>
#include <QProcess>

#include <memory>

namespace kaunt::test {

/// A kauntctl, and a process of it that may listen meanwhile.
class ListenerFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr int patience = Kauntctl::patience;

    void makeAnew(); ///< before each test function; nothing listens yet
    void end();
    [[nodiscard]] QString path(const QString& name) const { return m_kauntctl->path(name); }
    [[nodiscard]] Ended run(const QStringList& arguments, const QByteArray& input = {}) const
    {
        return m_kauntctl->run(arguments, input);
    }
    [[nodiscard]] QString listen() { return m_kauntctl->listen(*m_listener); }
    /// Of a line of JSON, in their order, which QJsonObject does not keep; of the outer object only.
    [[nodiscard]] static QStringList keysOf(const QByteArray& line);

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<QProcess> m_listener;
};

} // namespace kaunt::test
