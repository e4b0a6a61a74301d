// SPDX-License-Identifier: Apache-2.0
#include "tests/support/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

extern char** environ;

namespace jiedui {
namespace {

[[noreturn]] void Die(const char* what) {
  perror(what);
  abort();
}

std::string NewLogFile() {
  std::string path = std::filesystem::temp_directory_path() / "jiedui-log-XXXXXX";
  const int descriptor = mkstemp(path.data());
  if (descriptor < 0) Die("mkstemp");
  close(descriptor);
  return path;
}

pid_t Spawn(const std::vector<std::string>& arguments, const std::string& log_path) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log_path.c_str(), O_WRONLY | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t pid = -1;
  const std::string program = BinaryFolder() + "/" + arguments.at(0);
  if (posix_spawn(&pid, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) Die(program.c_str());
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

std::string ReadAll(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

std::string BinaryFolder() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

Process::Process(std::vector<std::string> arguments) : log_path_(NewLogFile()) { pid_ = Spawn(arguments, log_path_); }

Process::~Process() {
  if (running()) Kill();
  std::error_code ignored;
  std::filesystem::remove(log_path_, ignored);
}

void Process::Signal(int signal) {
  if (kill(pid_, signal) != 0) Die("kill");
  // Its threads go on until the kernel has stopped them all: on a busy machine long enough to answer a call.
  int status = 0;
  if (signal == SIGSTOP && waitpid(pid_, &status, WUNTRACED) != pid_) Die("waitpid");
}

Exit Process::Wait() {
  int status = 0;
  if (waitpid(pid_, &status, 0) != pid_) Die("waitpid");
  pid_ = -1;
  Exit exit;
  if (WIFEXITED(status)) exit.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) exit.signal = WTERMSIG(status);
  exit.log = ReadAll(log_path_);
  return exit;
}

bool Process::HasEnded() const {
  siginfo_t ended{};
  if (waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) != 0) Die("waitid");
  return ended.si_pid == pid_;
}

std::string Process::log() const { return ReadAll(log_path_); }

Exit Process::Kill() {
  Signal(SIGKILL);
  return Wait();
}

Exit RunProgram(std::vector<std::string> arguments) { return Process(std::move(arguments)).Wait(); }

}  // namespace jiedui
