// SPDX-License-Identifier: MIT
#include "tests/bench/benchwindow.h"

#include <QEvent>
#include <QEventLoop>
#include <QScrollBar>
#include <QTimer>

namespace kaunt::bench {

BenchWindow::BenchWindow(const Clock& clock)
    : m_clock(clock)
    , m_secrets(m_folder.path())
    , m_state(m_folder.path())
{
}

bool BenchWindow::open(const QString& directory)
{
    Settings settings;
    settings.receiver.port = 0;
    settings.retention = {0, 0};
    auto session = MonitorSession::open({directory, settings, false, true}, m_clock);
    if (!session)
        return false;
    m_session = std::move(*session);
    m_window = std::make_unique<MainWindow>(m_secrets, m_state, m_clock);
    m_window->setSession(m_session.get());
    m_window->showMonitor();
    m_model = m_window->findChild<DeliveryListModel*>();
    m_list = m_window->findChild<DeliveryListView*>();
    m_filterField = m_window->findChild<QLineEdit*>(QStringLiteral("filterField"));
    m_list->viewport()->installEventFilter(this);
    m_window->resize(1400, 900);
    m_window->show();
    return true;
}

double BenchWindow::waitUntil(const std::function<bool()>& isDone)
{
    constexpr qint64 patience = 60'000;
    QElapsedTimer time;
    time.start();
    QEventLoop loop;
    QTimer look;
    look.setTimerType(Qt::PreciseTimer);
    look.setInterval(1);
    connect(&look, &QTimer::timeout, &loop, [&] {
        if (isDone() || time.elapsed() > patience)
            loop.quit();
    });
    look.start();
    loop.exec();
    return static_cast<double>(time.nsecsElapsed()) / 1e6;
}

void BenchWindow::wait(int millis)
{
    QElapsedTimer time;
    time.start();
    waitUntil([&] { return time.elapsed() >= millis; });
}

double BenchWindow::waitForRows()
{
    m_isPainted = false;
    m_list->viewport()->update();
    return waitUntil([this] { return m_isPainted; });
}

bool BenchWindow::areRowsThere() const
{
    const int first = m_list->verticalScrollBar()->value();
    const int last = m_list->rowAt(m_list->viewport()->height() - 1);
    for (int row = first; row <= (last < 0 ? m_model->rowCount() - 1 : last); ++row) {
        if (!m_model->index(row, 0).data(DeliveryListModel::VerdictRole).isValid())
            return false;
    }
    return true;
}

bool BenchWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint)
        m_isPainted = m_isPainted || areRowsThere();
    return QObject::eventFilter(watched, event);
}

} // namespace kaunt::bench
