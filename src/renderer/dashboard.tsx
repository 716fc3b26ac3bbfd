import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/form.css";
import "./styles/state.css";
import "./styles/memory.css";
import "./styles/residents.css";
import "./styles/ask.css";
import "./styles/table.css";
import "./styles/plan.css";
import "./styles/library.css";
import "./styles/activity.css";
import "./styles/vault.css";
import "./styles/dashboard.css";
import "./styles/welcome.css";
import { Dashboard } from "./features/dashboard/Dashboard";
import { startWindow } from "./start-window";

startWindow(<Dashboard />);
