// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "absl/strings/str_cat.h"

namespace jiedui::scheduler {
namespace {

constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;  // there are people in it
constexpr mode_t kPermissions = S_IRWXU | S_IRWXG | S_IRWXO;

absl::Status Failed(const std::string& path) {
  return absl::InternalError(absl::StrCat("cannot write ", path, ": ", std::strerror(errno)));
}

// Whether all of it is on its way to the disk; errno says why not.
bool Write(absl::string_view text, std::FILE* file) {
  return std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
}

// The same with a file of its own, which is closed; -1 stands for one that could not be opened.
bool WriteAndClose(absl::string_view text, int descriptor) {
  std::FILE* const file = descriptor < 0 ? nullptr : fdopen(descriptor, "wb");
  if (file == nullptr) return false;
  const bool written = Write(text, file);
  const int error = errno;
  const bool closed = std::fclose(file) == 0;
  if (!written) errno = error;  // of the two, the first says why
  return written && closed;
}

bool IsStandardOutput(const struct stat& target) {
  struct stat out {};
  return fstat(STDOUT_FILENO, &out) == 0 && out.st_dev == target.st_dev && out.st_ino == target.st_ino;
}

// What stands at the end of the links of a path.
std::string Resolved(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr), &std::free);
  return real == nullptr ? path : std::string(real.get());
}

// Into what is there: a device, a pipe, or what a link names that is not there yet.
absl::Status WriteStraight(absl::string_view text, const std::string& path) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, kOwnerOnly);
  return WriteAndClose(text, descriptor) ? absl::OkStatus() : Failed(path);
}

absl::Status WriteBeside(absl::string_view text, const std::string& path, mode_t mode) {
  const std::string unfinished = absl::StrCat(path, ".", getpid(), ".part");
  const int descriptor = open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return Failed(path);
  const bool permitted = fchmod(descriptor, mode) == 0;
  const bool written = WriteAndClose(text, descriptor);
  if (permitted && written && std::rename(unfinished.c_str(), path.c_str()) == 0) return absl::OkStatus();
  absl::Status failed = Failed(path);  // before errno is another one's
  std::remove(unfinished.c_str());
  return failed;
}

}  // namespace

absl::Status WriteOut(absl::string_view text, const std::string& path) {
  struct stat target {};
  const bool is_there = !path.empty() && stat(path.c_str(), &target) == 0;
  if (path.empty() || (is_there && IsStandardOutput(target)))
    return Write(text, stdout) ? absl::OkStatus() : Failed("standard output");
  struct stat itself {};
  const bool leads_nowhere = !is_there && lstat(path.c_str(), &itself) == 0;
  if (leads_nowhere || (is_there && !S_ISREG(target.st_mode))) return WriteStraight(text, path);
  return WriteBeside(text, Resolved(path), is_there ? target.st_mode & kPermissions : kOwnerOnly);
}

}  // namespace jiedui::scheduler
