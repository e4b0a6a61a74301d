// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/output_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace jiedui::scheduler {
namespace {

absl::Status Failed(const std::string& path) {
  return absl::InternalError(absl::StrCat("cannot write ", path, ": ", std::strerror(errno)));
}

// Whether all of it is on its way to the disk; errno says why not.
bool Write(absl::string_view text, std::FILE* file) {
  return std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
}

}  // namespace

absl::Status WriteOut(absl::string_view text, const std::string& path) {
  if (path.empty()) return Write(text, stdout) ? absl::OkStatus() : Failed("standard output");
  const std::string unfinished = absl::StrCat(path, ".", getpid(), ".part");
  std::FILE* const file = std::fopen(unfinished.c_str(), "wb");
  if (file == nullptr) return Failed(path);
  const bool written = Write(text, file);
  const bool closed = std::fclose(file) == 0;
  if (written && closed && std::rename(unfinished.c_str(), path.c_str()) == 0) return absl::OkStatus();
  absl::Status failed = Failed(path);  // before errno is another one's
  std::remove(unfinished.c_str());
  return failed;
}

}  // namespace jiedui::scheduler
