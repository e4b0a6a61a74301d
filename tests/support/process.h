// SPDX-License-Identifier: Apache-2.0
// Real processes for tests: the shipped programs, started and killed as an operator or a power cut would.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace jiedui {

// The folder of the programs: where this test program lies.
std::string BinaryFolder();

struct Exit {
  int code = -1;    // exit code; -1 if a signal ended it
  int signal = 0;   // the signal that ended it; 0 if none
  std::string log;  // what it wrote to standard output and error
};

// One child process; the destructor kills it. One thread.
class Process {
 public:
  // `arguments[0]` is a program of BinaryFolder(). Aborts the test program if it cannot be started.
  explicit Process(std::vector<std::string> arguments);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // After SIGSTOP it has stopped.
  void Signal(int signal);
  // Waits for its end.
  Exit Wait();
  // SIGKILL, and waits.
  Exit Kill();
  bool running() const { return pid_ > 0; }
  // Whether it has ended by itself, and Wait would return at once.
  bool HasEnded() const;
  pid_t pid() const { return pid_; }
  // What it wrote so far.
  std::string log() const;

 private:
  pid_t pid_ = -1;
  std::string log_path_;
};

// Runs a program to its end.
Exit RunProgram(std::vector<std::string> arguments);

}  // namespace jiedui
