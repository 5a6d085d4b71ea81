// SPDX-License-Identifier: MIT
// A disk that fails when told to, for a program under test: LD_PRELOAD=libkaunt_faulty_disk.so. It concerns the
// database of a log and its write-ahead log alone (events.sqlite, events.sqlite-wal), and does what the file named by
// KAUNT_FAULTY_DISK says at the moment:
//   (nothing)     all is well
//   write ERRNO   each write fails with that number
//   room N        the disk has room for N bytes more; a write that needs more fails with ENOSPC
//   open ERRNO    no file of the log can be opened for writing or made, its lock included, as on a read-only file
//                 system
//   link ERRNO    none can be given a second name
//   sync ERRNO    each fsync and fdatasync fails, and what was to be synced stays unsynced
//   cut N         the power fails at the N-th call from now: what was written after the last sync of its file is gone,
//                 and so is the process
//   tear N        the same, but of the writes after the last sync some have reached the disk, in no order
// Directory entries are taken to be durable. The memory-mapped -shm file is left alone: SQLite makes it anew.
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

template <typename Function>
Function next(const char* name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name)); // NOLINT(performance-no-int-to-ptr): RTLD_NEXT is
}

using Write = ssize_t (*)(int, const void*, size_t);
using PWrite = ssize_t (*)(int, const void*, size_t, off64_t);
using Truncate = int (*)(int, off64_t);
using Sync = int (*)(int);
using Open = int (*)(const char*, int, ...);
using Link = int (*)(const char*, const char*);

/// What a range of a file held before it was written, and how long the file was.
struct Before {
    off64_t offset = 0;
    off64_t fileSize = 0;
    std::vector<char> bytes;
};

struct Unsynced {
    int descriptor = -1; ///< of our own, so that it outlives the program's
    std::vector<Before> writes;
};

using FileId = std::pair<dev_t, ino_t>;

std::mutex& guard()
{
    static auto* mutex = new std::mutex; // never destroyed: the program writes until its last moment
    return *mutex;
}

std::map<FileId, Unsynced>& unsynced()
{
    static auto* files = new std::map<FileId, Unsynced>;
    return *files;
}

bool isLogFile(int descriptor)
{
    std::array<char, 4096> target{};
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t length = ::readlink(link.c_str(), target.data(), target.size());
    const std::string_view path(target.data(), length > 0 ? size_t(length) : 0);
    return path.ends_with("/events.sqlite") || path.ends_with("/events.sqlite-wal");
}

struct Order {
    std::string word;
    int number = 0;
};

/// What to do now. A number of calls that is counted down begins anew with each new order.
Order currentOrder()
{
    const char* path = std::getenv("KAUNT_FAULTY_DISK");
    if (!path)
        return {};
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    std::array<char, 64> text{};
    const ssize_t length = ::read(file, text.data(), text.size() - 1);
    ::close(file);
    const std::string_view line(text.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos)
        return {};
    Order order{std::string(line.substr(0, blank))};
    const auto [end, error] = std::from_chars(line.data() + blank + 1, line.data() + line.size(), order.number);
    return error == std::errc{} ? order : Order{};
}

[[noreturn]] void cutPower(bool isTorn)
{
    std::mt19937 random(std::random_device{}());
    for (auto& [id, file] : unsynced()) {
        for (auto write = file.writes.rbegin(); write != file.writes.rend(); ++write) {
            if (isTorn && random() % 2 == 0)
                continue;
            next<PWrite>("pwrite64")(file.descriptor, write->bytes.data(), write->bytes.size(), write->offset);
            if (!isTorn || random() % 2 == 0)
                next<Truncate>("ftruncate64")(file.descriptor, write->fileSize);
        }
    }
    ::kill(::getpid(), SIGKILL);
    ::_exit(1);
}

/// Call with the guard held, before each call that concerns a log's file.
Order take()
{
    static int calls = 0;
    Order order = currentOrder();
    const bool isTorn = order.word == "tear";
    if (order.word != "cut" && !isTorn)
        calls = 0;
    else if (++calls >= order.number)
        cutPower(isTorn);
    return order;
}

void remember(int descriptor, off64_t offset, size_t length)
{
    struct stat64 status = {};
    if (::fstat64(descriptor, &status) != 0)
        return;
    Unsynced& file = unsynced()[{status.st_dev, status.st_ino}];
    if (file.descriptor < 0) {
        const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
        file.descriptor = ::open(link.c_str(), O_RDWR | O_CLOEXEC);
    }
    Before before{offset, status.st_size, std::vector<char>(length)};
    const ssize_t held = ::pread64(file.descriptor, before.bytes.data(), length, offset);
    before.bytes.resize(held > 0 ? size_t(held) : 0);
    file.writes.push_back(std::move(before));
}

void forget(int descriptor)
{
    struct stat64 status = {};
    if (::fstat64(descriptor, &status) == 0)
        unsynced()[{status.st_dev, status.st_ino}].writes.clear();
}

/// What is left of the room after a write; the room of an order is given once. Call with the guard held.
bool hasRoom(const Order& order, int descriptor, off64_t end)
{
    static off64_t used = 0;
    struct stat64 status = {};
    if (order.word != "room" || ::fstat64(descriptor, &status) != 0) {
        used = 0;
        return true;
    }
    const off64_t more = std::max<off64_t>(end - status.st_size, 0);
    if (used + more > order.number)
        return false;
    used += more;
    return true;
}

int openBy(Open open, const char* path, int flags, mode_t mode)
{
    constexpr int writing = O_WRONLY | O_RDWR | O_CREAT;
    if ((flags & writing) != 0 && std::string_view(path).find("/events.") != std::string_view::npos) {
        if (const Order order = currentOrder(); order.word == "open") {
            errno = order.number;
            return -1;
        }
    }
    return open(path, flags, mode);
}

ssize_t writeAt(int descriptor, const void* data, size_t length, off64_t offset)
{
    static const auto write = next<PWrite>("pwrite64");
    if (!isLogFile(descriptor))
        return write(descriptor, data, length, offset);
    const std::lock_guard lock(guard());
    const Order order = take();
    if (order.word == "write") {
        errno = order.number;
        return -1;
    }
    if (!hasRoom(order, descriptor, offset + static_cast<off64_t>(length))) {
        errno = ENOSPC;
        return -1;
    }
    remember(descriptor, offset, length);
    return write(descriptor, data, length, offset);
}

int truncateTo(int descriptor, off64_t length)
{
    static const auto truncate = next<Truncate>("ftruncate64");
    if (!isLogFile(descriptor))
        return truncate(descriptor, length);
    const std::lock_guard lock(guard());
    if (const Order order = take(); order.word == "write") {
        errno = order.number;
        return -1;
    }
    struct stat64 status = {};
    ::fstat64(descriptor, &status);
    remember(descriptor, length, status.st_size > length ? size_t(status.st_size - length) : 0);
    return truncate(descriptor, length);
}

int syncBy(Sync sync, int descriptor)
{
    if (!isLogFile(descriptor))
        return sync(descriptor);
    const std::lock_guard lock(guard());
    if (const Order order = take(); order.word == "sync") {
        errno = order.number;
        return -1;
    }
    const int result = sync(descriptor);
    if (result == 0)
        forget(descriptor);
    return result;
}

} // namespace

extern "C" {

ssize_t pwrite64(int descriptor, const void* data, size_t length, off64_t offset)
{
    return writeAt(descriptor, data, length, offset);
}

ssize_t pwrite(int descriptor, const void* data, size_t length, off_t offset)
{
    return writeAt(descriptor, data, length, offset);
}

ssize_t write(int descriptor, const void* data, size_t length)
{
    static const auto plain = next<Write>("write");
    const off64_t offset = isLogFile(descriptor) ? ::lseek64(descriptor, 0, SEEK_CUR) : -1;
    if (offset < 0)
        return plain(descriptor, data, length);
    const ssize_t written = writeAt(descriptor, data, length, offset);
    if (written > 0)
        ::lseek64(descriptor, offset + written, SEEK_SET);
    return written;
}

int open64(const char* path, int flags, ...) // NOLINT(cert-dcl50-cpp): as it is declared
{
    static const auto plain = next<Open>("open64");
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return openBy(plain, path, flags, mode);
}

int link(const char* from, const char* to) noexcept
{
    static const auto plain = next<Link>("link");
    if (const Order order = currentOrder(); order.word == "link") {
        errno = order.number;
        return -1;
    }
    return plain(from, to);
}

int ftruncate64(int descriptor, off64_t length) noexcept
{
    return truncateTo(descriptor, length);
}

int ftruncate(int descriptor, off_t length) noexcept
{
    return truncateTo(descriptor, length);
}

int fsync(int descriptor)
{
    static const auto sync = next<Sync>("fsync");
    return syncBy(sync, descriptor);
}

int fdatasync(int descriptor)
{
    static const auto sync = next<Sync>("fdatasync");
    return syncBy(sync, descriptor);
}

} // extern "C"
